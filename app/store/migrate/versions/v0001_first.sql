-- table audit_entry
CREATE TABLE audit_entry (
	seq INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	action TEXT NOT NULL, 
	refused INTEGER NOT NULL, 
	refs TEXT NOT NULL, 
	subject_no INTEGER, 
	salt BLOB, 
	digest BLOB NOT NULL, 
	mac BLOB NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (seq)
)
 STRICT
-- table draft
CREATE TABLE draft (
	ref TEXT NOT NULL, 
	staff_id INTEGER NOT NULL, 
	kept_at INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (ref)
)
 STRICT
-- table content
CREATE TABLE content (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	version_name TEXT NOT NULL, 
	in_force_from INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	body TEXT NOT NULL, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_content PRIMARY KEY (id)
)
 STRICT
-- table record
CREATE TABLE record (
	id INTEGER NOT NULL, 
	ref TEXT NOT NULL, 
	branch INTEGER NOT NULL, 
	invented INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_record PRIMARY KEY (id)
)
 STRICT
-- table staff
CREATE TABLE staff (
	ref TEXT NOT NULL, 
	name TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	public BLOB NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_staff PRIMARY KEY (id)
)
 STRICT
-- table rung
CREATE TABLE rung (
	number INTEGER NOT NULL, 
	staff TEXT NOT NULL, 
	family TEXT NOT NULL, 
	child TEXT NOT NULL, 
	usually TEXT NOT NULL, 
	hint TEXT NOT NULL, 
	heard INTEGER NOT NULL, 
	seen TEXT NOT NULL, 
	on_site INTEGER NOT NULL, 
	supervised INTEGER NOT NULL, 
	proposes INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_rung PRIMARY KEY (id), 
	CONSTRAINT ck_rung_key CHECK (number BETWEEN 0 AND 9)
)
 STRICT
-- table code
CREATE TABLE code (
	number INTEGER NOT NULL, 
	letter TEXT NOT NULL, 
	description TEXT NOT NULL, 
	plain_meaning TEXT NOT NULL, 
	category TEXT NOT NULL, 
	physically_present INTEGER NOT NULL, 
	replaced_by TEXT NOT NULL, 
	valid_from INTEGER NOT NULL, 
	valid_to INTEGER NOT NULL, 
	counts_from INTEGER NOT NULL, 
	counts_to INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_code PRIMARY KEY (id)
)
 STRICT
-- table term
CREATE TABLE term (
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	first_day INTEGER NOT NULL, 
	last_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_term PRIMARY KEY (id), 
	CONSTRAINT ck_term_span CHECK (last_day >= first_day)
)
 STRICT
-- table closure
CREATE TABLE closure (
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	first_day INTEGER NOT NULL, 
	last_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_closure PRIMARY KEY (id), 
	CONSTRAINT ck_closure_span CHECK (last_day >= first_day)
)
 STRICT
-- table measure
CREATE TABLE measure (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	lowest INTEGER NOT NULL, 
	highest INTEGER NOT NULL, 
	CONSTRAINT pk_measure PRIMARY KEY (id)
)
 STRICT
-- table pupil_import
CREATE TABLE pupil_import (
	ref TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	made_by INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_pupil_import PRIMARY KEY (id), 
	CONSTRAINT uq_pupil_import_ref UNIQUE (ref)
)
 STRICT
-- table pupil_group
CREATE TABLE pupil_group (
	name TEXT NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_pupil_group PRIMARY KEY (id), 
	CONSTRAINT ck_pupil_group_span CHECK (to_day >= from_day)
)
 STRICT
-- table commissioner
CREATE TABLE commissioner (
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	contact_name TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	confirmed_code TEXT, 
	confirmed_by TEXT NOT NULL, 
	confirmed_on INTEGER, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_commissioner PRIMARY KEY (id)
)
 STRICT
-- table framework
CREATE TABLE framework (
	identifier TEXT NOT NULL, 
	title TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_framework PRIMARY KEY (id)
)
 STRICT
-- table score_framework
CREATE TABLE score_framework (
	title TEXT NOT NULL, 
	lowest INTEGER NOT NULL, 
	highest INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_score_framework PRIMARY KEY (id)
)
 STRICT
-- table setting
CREATE TABLE setting (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (id), 
	CONSTRAINT uq_setting_key UNIQUE ("key")
)
 STRICT
-- table witness_note
CREATE TABLE witness_note (
	id INTEGER NOT NULL, 
	verdict TEXT NOT NULL, 
	entries INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_witness_note PRIMARY KEY (id)
)
 STRICT
-- table audit_subject
CREATE TABLE audit_subject (
	entry INTEGER NOT NULL, 
	subject_no INTEGER NOT NULL, 
	salt BLOB, 
	digest BLOB NOT NULL, 
	CONSTRAINT pk_audit_subject PRIMARY KEY (entry, subject_no), 
	CONSTRAINT fk_audit_subject_entry FOREIGN KEY(entry) REFERENCES audit_entry (seq) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
-- table audit_value
CREATE TABLE audit_value (
	id INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	subject_no INTEGER NOT NULL, 
	table_name TEXT NOT NULL, 
	row_id INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	CONSTRAINT pk_audit_value PRIMARY KEY (id), 
	CONSTRAINT fk_audit_value_entry FOREIGN KEY(entry) REFERENCES audit_entry (seq) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
-- table staff_away
CREATE TABLE staff_away (
	staff_id INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_staff_away PRIMARY KEY (id), 
	CONSTRAINT fk_staff_away_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT
-- table sign_in
CREATE TABLE sign_in (
	staff_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	CONSTRAINT pk_sign_in PRIMARY KEY (staff_id), 
	CONSTRAINT fk_sign_in_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT
-- table slot
CREATE TABLE slot (
	ref TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	weekday INTEGER, 
	start_minute INTEGER NOT NULL, 
	end_minute INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	half_day TEXT, 
	place TEXT NOT NULL, 
	school_subject TEXT NOT NULL, 
	framework_id INTEGER, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_slot PRIMARY KEY (id), 
	CONSTRAINT ck_slot_span CHECK (to_day >= from_day), 
	CONSTRAINT ck_slot_time CHECK (end_minute > start_minute), 
	CONSTRAINT ck_slot_weekday CHECK ((weekday IS NULL) = (kind = 'half_day')), 
	CONSTRAINT uq_slot_ref UNIQUE (ref), 
	CONSTRAINT fk_slot_framework_id FOREIGN KEY(framework_id) REFERENCES score_framework (id)
)
 STRICT
-- table pupil
CREATE TABLE pupil (
	ref TEXT NOT NULL, 
	forename TEXT NOT NULL, 
	surname TEXT NOT NULL, 
	start_day INTEGER NOT NULL, 
	leaving_day INTEGER NOT NULL, 
	known_as TEXT NOT NULL, 
	known_as_used TEXT NOT NULL, 
	pronouns TEXT NOT NULL, 
	pronouns_used TEXT NOT NULL, 
	birth_date INTEGER, 
	year_group TEXT NOT NULL, 
	sex TEXT NOT NULL, 
	needs TEXT NOT NULL, 
	allergy TEXT NOT NULL, 
	condition TEXT NOT NULL, 
	life_critical_care TEXT NOT NULL, 
	rescue_medicine TEXT NOT NULL, 
	medicine_place TEXT NOT NULL, 
	care TEXT NOT NULL, 
	helps TEXT NOT NULL, 
	avoid TEXT NOT NULL, 
	likes TEXT NOT NULL, 
	own_roll INTEGER NOT NULL, 
	import_id INTEGER, 
	import_line INTEGER, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_pupil PRIMARY KEY (id), 
	CONSTRAINT ck_pupil_stay CHECK (leaving_day >= start_day), 
	CONSTRAINT uq_pupil_ref UNIQUE (ref), 
	CONSTRAINT fk_pupil_import_id FOREIGN KEY(import_id) REFERENCES pupil_import (id)
)
 STRICT
-- table node
CREATE TABLE node (
	framework_id INTEGER NOT NULL, 
	identifier TEXT NOT NULL, 
	code TEXT NOT NULL, 
	statement TEXT NOT NULL, 
	type TEXT NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_node PRIMARY KEY (id), 
	CONSTRAINT fk_node_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id)
)
 STRICT
-- table outcome
CREATE TABLE outcome (
	framework_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	short TEXT NOT NULL, 
	measure_id INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_outcome PRIMARY KEY (id), 
	CONSTRAINT fk_outcome_framework_id FOREIGN KEY(framework_id) REFERENCES score_framework (id), 
	CONSTRAINT uq_outcome_measure_id UNIQUE (measure_id), 
	CONSTRAINT fk_outcome_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id)
)
 STRICT
-- table code_reason
CREATE TABLE code_reason (
	id INTEGER NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	slot_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_code_reason PRIMARY KEY (id), 
	CONSTRAINT fk_code_reason_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_code_reason_slot_id FOREIGN KEY(slot_id) REFERENCES slot (id)
)
 STRICT
-- table register_finish
CREATE TABLE register_finish (
	id INTEGER NOT NULL, 
	slot_id INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	"by" INTEGER NOT NULL, 
	left_open TEXT NOT NULL, 
	voided_in INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_register_finish PRIMARY KEY (id), 
	CONSTRAINT fk_register_finish_slot_id FOREIGN KEY(slot_id) REFERENCES slot (id)
)
 STRICT
-- table slot_note
CREATE TABLE slot_note (
	id INTEGER NOT NULL, 
	pupil_id INTEGER, 
	day INTEGER NOT NULL, 
	slot_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	voided_in INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_slot_note PRIMARY KEY (id), 
	CONSTRAINT fk_slot_note_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_slot_note_slot_id FOREIGN KEY(slot_id) REFERENCES slot (id)
)
 STRICT
-- table slot_pupil
CREATE TABLE slot_pupil (
	slot_id INTEGER NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_slot_pupil PRIMARY KEY (id), 
	CONSTRAINT ck_slot_pupil_span CHECK (to_day >= from_day), 
	CONSTRAINT fk_slot_pupil_slot_id FOREIGN KEY(slot_id) REFERENCES slot (id), 
	CONSTRAINT fk_slot_pupil_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id)
)
 STRICT
-- table slot_adult
CREATE TABLE slot_adult (
	slot_id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_slot_adult PRIMARY KEY (id), 
	CONSTRAINT ck_slot_adult_span CHECK (to_day >= from_day), 
	CONSTRAINT fk_slot_adult_slot_id FOREIGN KEY(slot_id) REFERENCES slot (id), 
	CONSTRAINT fk_slot_adult_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT
-- table mark
CREATE TABLE mark (
	id INTEGER NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	slot_id INTEGER NOT NULL, 
	measure_id INTEGER NOT NULL, 
	moment_no INTEGER NOT NULL, 
	value INTEGER, 
	at INTEGER, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	replaced_by INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_mark PRIMARY KEY (id), 
	CONSTRAINT fk_mark_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_mark_slot_id FOREIGN KEY(slot_id) REFERENCES slot (id), 
	CONSTRAINT fk_mark_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id), 
	CONSTRAINT fk_mark_replaced_by FOREIGN KEY(replaced_by) REFERENCES mark (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
-- table identifier
CREATE TABLE identifier (
	pupil_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	value TEXT NOT NULL, 
	import_id INTEGER, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_identifier PRIMARY KEY (id), 
	CONSTRAINT fk_identifier_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_identifier_import_id FOREIGN KEY(import_id) REFERENCES pupil_import (id)
)
 STRICT
-- table key_adult
CREATE TABLE key_adult (
	pupil_id INTEGER NOT NULL, 
	staff_id INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_key_adult PRIMARY KEY (id), 
	CONSTRAINT ck_key_adult_span CHECK (to_day >= from_day), 
	CONSTRAINT fk_key_adult_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_key_adult_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT
-- table contact
CREATE TABLE contact (
	pupil_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	relationship TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	ring_order INTEGER NOT NULL, 
	may_be_told INTEGER NOT NULL, 
	must_not_be_told INTEGER NOT NULL, 
	may_collect INTEGER NOT NULL, 
	must_not_collect INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	document TEXT NOT NULL, 
	review_day INTEGER, 
	parental_responsibility INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	address_secret INTEGER NOT NULL, 
	import_id INTEGER, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT fk_contact_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_contact_import_id FOREIGN KEY(import_id) REFERENCES pupil_import (id)
)
 STRICT
-- table membership
CREATE TABLE membership (
	group_id INTEGER NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_membership PRIMARY KEY (id), 
	CONSTRAINT ck_membership_span CHECK (to_day >= from_day), 
	CONSTRAINT fk_membership_group_id FOREIGN KEY(group_id) REFERENCES pupil_group (id), 
	CONSTRAINT fk_membership_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id)
)
 STRICT
-- table placement
CREATE TABLE placement (
	pupil_id INTEGER NOT NULL, 
	commissioner_id INTEGER NOT NULL, 
	from_day INTEGER NOT NULL, 
	to_day INTEGER NOT NULL, 
	half_days INTEGER NOT NULL, 
	may_share TEXT NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_placement PRIMARY KEY (id), 
	CONSTRAINT ck_placement_span CHECK (to_day >= from_day), 
	CONSTRAINT fk_placement_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_placement_commissioner_id FOREIGN KEY(commissioner_id) REFERENCES commissioner (id)
)
 STRICT
-- table child_words
CREATE TABLE child_words (
	id INTEGER NOT NULL, 
	ref TEXT NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	day INTEGER NOT NULL, 
	sentence TEXT NOT NULL, 
	week INTEGER, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	voided_in INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_child_words PRIMARY KEY (id), 
	CONSTRAINT ck_child_words_week CHECK (week IS NULL OR week BETWEEN 1 AND 5), 
	CONSTRAINT fk_child_words_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_child_words_voided_in FOREIGN KEY(voided_in) REFERENCES audit_entry (seq) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
-- table place
CREATE TABLE place (
	id INTEGER NOT NULL, 
	framework_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	node_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	removed_in INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_place PRIMARY KEY (id), 
	CONSTRAINT ck_place_self CHECK (parent_id <> node_id), 
	CONSTRAINT fk_place_framework_id FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_place_parent_id FOREIGN KEY(parent_id) REFERENCES node (id), 
	CONSTRAINT fk_place_node_id FOREIGN KEY(node_id) REFERENCES node (id)
)
 STRICT
-- table achievement
CREATE TABLE achievement (
	id INTEGER NOT NULL, 
	ref TEXT NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	node_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	"on" INTEGER NOT NULL, 
	precision TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	voided_in INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_achievement PRIMARY KEY (id), 
	CONSTRAINT fk_achievement_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_achievement_node_id FOREIGN KEY(node_id) REFERENCES node (id)
)
 STRICT
-- table aim
CREATE TABLE aim (
	outcome_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	words TEXT NOT NULL, 
	supports_parents INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_aim PRIMARY KEY (id), 
	CONSTRAINT fk_aim_outcome_id FOREIGN KEY(outcome_id) REFERENCES outcome (id)
)
 STRICT
-- table issue
CREATE TABLE issue (
	id INTEGER NOT NULL, 
	ref TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	pupil_id INTEGER, 
	addressee TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_issue PRIMARY KEY (id), 
	CONSTRAINT fk_issue_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id)
)
 STRICT
-- table headline
CREATE TABLE headline (
	id INTEGER NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	proved TEXT NOT NULL, 
	words TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	voided_in INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_headline PRIMARY KEY (id), 
	CONSTRAINT fk_headline_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id)
)
 STRICT
-- table limit_override
CREATE TABLE limit_override (
	id INTEGER NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	act TEXT NOT NULL, 
	day INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	voided_in INTEGER, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_limit_override PRIMARY KEY (id), 
	CONSTRAINT fk_limit_override_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT fk_limit_override_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id), 
	CONSTRAINT fk_limit_override_voided_in FOREIGN KEY(voided_in) REFERENCES audit_entry (seq) DEFERRABLE INITIALLY DEFERRED
)
 STRICT
-- table voiding
CREATE TABLE voiding (
	id INTEGER NOT NULL, 
	pupil_id INTEGER NOT NULL, 
	achievement_id INTEGER NOT NULL, 
	"on" INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	recorded_by INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	CONSTRAINT pk_voiding PRIMARY KEY (id), 
	CONSTRAINT fk_voiding_pupil_id FOREIGN KEY(pupil_id) REFERENCES pupil (id), 
	CONSTRAINT uq_voiding_achievement_id UNIQUE (achievement_id), 
	CONSTRAINT fk_voiding_achievement_id FOREIGN KEY(achievement_id) REFERENCES achievement (id)
)
 STRICT
-- trigger achievement_never_deleted
CREATE TRIGGER achievement_never_deleted BEFORE DELETE ON achievement BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger achievement_written_once
CREATE TRIGGER achievement_written_once BEFORE UPDATE ON achievement WHEN NOT (OLD."id" IS NEW."id" AND OLD."ref" IS NEW."ref" AND OLD."pupil_id" IS NEW."pupil_id" AND OLD."node_id" IS NEW."node_id" AND OLD."kind" IS NEW."kind" AND OLD."on" IS NEW."on" AND OLD."precision" IS NEW."precision" AND OLD."recorded_at" IS NEW."recorded_at" AND OLD."recorded_by" IS NEW."recorded_by" AND OLD."entry" IS NEW."entry" AND (OLD."voided_in" IS NULL OR OLD."voided_in" IS NEW."voided_in")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger audit_entry_never_deleted
CREATE TRIGGER audit_entry_never_deleted BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger audit_entry_written_once
CREATE TRIGGER audit_entry_written_once BEFORE UPDATE ON audit_entry WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger audit_subject_never_deleted
CREATE TRIGGER audit_subject_never_deleted BEFORE DELETE ON audit_subject BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger audit_subject_written_once
CREATE TRIGGER audit_subject_written_once BEFORE UPDATE ON audit_subject WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger audit_value_never_deleted
CREATE TRIGGER audit_value_never_deleted BEFORE DELETE ON audit_value BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger audit_value_written_once
CREATE TRIGGER audit_value_written_once BEFORE UPDATE ON audit_value WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger child_words_never_deleted
CREATE TRIGGER child_words_never_deleted BEFORE DELETE ON child_words BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger child_words_written_once
CREATE TRIGGER child_words_written_once BEFORE UPDATE ON child_words WHEN NOT (OLD."id" IS NEW."id" AND OLD."ref" IS NEW."ref" AND OLD."pupil_id" IS NEW."pupil_id" AND OLD."day" IS NEW."day" AND OLD."sentence" IS NEW."sentence" AND OLD."week" IS NEW."week" AND OLD."recorded_at" IS NEW."recorded_at" AND OLD."recorded_by" IS NEW."recorded_by" AND OLD."entry" IS NEW."entry" AND (OLD."voided_in" IS NULL OR OLD."voided_in" IS NEW."voided_in")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger code_reason_never_deleted
CREATE TRIGGER code_reason_never_deleted BEFORE DELETE ON code_reason BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger code_reason_written_once
CREATE TRIGGER code_reason_written_once BEFORE UPDATE ON code_reason WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger content_never_deleted
CREATE TRIGGER content_never_deleted BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger content_written_once
CREATE TRIGGER content_written_once BEFORE UPDATE ON content WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger headline_never_deleted
CREATE TRIGGER headline_never_deleted BEFORE DELETE ON headline BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger headline_written_once
CREATE TRIGGER headline_written_once BEFORE UPDATE ON headline WHEN NOT (OLD."id" IS NEW."id" AND OLD."pupil_id" IS NEW."pupil_id" AND OLD."kind" IS NEW."kind" AND OLD."proved" IS NEW."proved" AND OLD."words" IS NEW."words" AND OLD."recorded_at" IS NEW."recorded_at" AND OLD."recorded_by" IS NEW."recorded_by" AND OLD."entry" IS NEW."entry" AND (OLD."voided_in" IS NULL OR OLD."voided_in" IS NEW."voided_in")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger issue_never_deleted
CREATE TRIGGER issue_never_deleted BEFORE DELETE ON issue BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger issue_written_once
CREATE TRIGGER issue_written_once BEFORE UPDATE ON issue WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- index ix_achievement_node
CREATE INDEX ix_achievement_node ON achievement (node_id)
-- index ix_aim_outcome_id
CREATE INDEX ix_aim_outcome_id ON aim (outcome_id)
-- index ix_audit_value_entry
CREATE INDEX ix_audit_value_entry ON audit_value (entry)
-- index ix_child_words_pupil
CREATE INDEX ix_child_words_pupil ON child_words (pupil_id, day)
-- index ix_code_reason_key
CREATE INDEX ix_code_reason_key ON code_reason (pupil_id, day)
-- index ix_contact_import_id
CREATE INDEX ix_contact_import_id ON contact (import_id)
-- index ix_contact_pupil_id
CREATE INDEX ix_contact_pupil_id ON contact (pupil_id)
-- index ix_identifier_import_id
CREATE INDEX ix_identifier_import_id ON identifier (import_id)
-- index ix_identifier_pupil_id
CREATE INDEX ix_identifier_pupil_id ON identifier (pupil_id)
-- index ix_key_adult_pupil_id
CREATE INDEX ix_key_adult_pupil_id ON key_adult (pupil_id)
-- index ix_limit_override_contact_id
CREATE INDEX ix_limit_override_contact_id ON limit_override (contact_id)
-- index ix_mark_codes
CREATE INDEX ix_mark_codes ON mark (measure_id, pupil_id, value, day, replaced_by) WHERE replaced_by IS NULL AND measure_id = 3
-- index ix_mark_figures
CREATE INDEX ix_mark_figures ON mark (measure_id, pupil_id, day, value, slot_id, moment_no, at, replaced_by) WHERE replaced_by IS NULL
-- index ix_mark_replaced
CREATE INDEX ix_mark_replaced ON mark (replaced_by) WHERE replaced_by IS NOT NULL
-- index ix_membership_group_id
CREATE INDEX ix_membership_group_id ON membership (group_id)
-- index ix_membership_pupil_id
CREATE INDEX ix_membership_pupil_id ON membership (pupil_id)
-- index ix_place_node
CREATE INDEX ix_place_node ON place (node_id)
-- index ix_place_tree
CREATE INDEX ix_place_tree ON place (framework_id, parent_id) WHERE removed_in IS NULL
-- index ix_placement_commissioner_id
CREATE INDEX ix_placement_commissioner_id ON placement (commissioner_id)
-- index ix_placement_pupil_id
CREATE INDEX ix_placement_pupil_id ON placement (pupil_id)
-- index ix_pupil_import_id
CREATE INDEX ix_pupil_import_id ON pupil (import_id)
-- index ix_rung_number
CREATE INDEX ix_rung_number ON rung (number, from_day)
-- index ix_slot_adult_slot_id
CREATE INDEX ix_slot_adult_slot_id ON slot_adult (slot_id)
-- index ix_slot_adult_staff_id
CREATE INDEX ix_slot_adult_staff_id ON slot_adult (staff_id)
-- index ix_slot_note_day
CREATE INDEX ix_slot_note_day ON slot_note (day, slot_id)
-- index ix_slot_note_pupil
CREATE INDEX ix_slot_note_pupil ON slot_note (pupil_id)
-- index ix_slot_pupil_pupil_id
CREATE INDEX ix_slot_pupil_pupil_id ON slot_pupil (pupil_id)
-- index ix_slot_pupil_slot_id
CREATE INDEX ix_slot_pupil_slot_id ON slot_pupil (slot_id)
-- trigger limit_override_never_deleted
CREATE TRIGGER limit_override_never_deleted BEFORE DELETE ON limit_override BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger limit_override_written_once
CREATE TRIGGER limit_override_written_once BEFORE UPDATE ON limit_override WHEN NOT (OLD."id" IS NEW."id" AND OLD."pupil_id" IS NEW."pupil_id" AND OLD."contact_id" IS NEW."contact_id" AND OLD."act" IS NEW."act" AND OLD."day" IS NEW."day" AND OLD."reason" IS NEW."reason" AND OLD."recorded_at" IS NEW."recorded_at" AND OLD."recorded_by" IS NEW."recorded_by" AND OLD."entry" IS NEW."entry" AND (OLD."voided_in" IS NULL OR OLD."voided_in" IS NEW."voided_in")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger mark_never_deleted
CREATE TRIGGER mark_never_deleted BEFORE DELETE ON mark BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger mark_written_once
CREATE TRIGGER mark_written_once BEFORE UPDATE ON mark WHEN NOT (OLD."id" IS NEW."id" AND OLD."pupil_id" IS NEW."pupil_id" AND OLD."day" IS NEW."day" AND OLD."slot_id" IS NEW."slot_id" AND OLD."measure_id" IS NEW."measure_id" AND OLD."moment_no" IS NEW."moment_no" AND OLD."value" IS NEW."value" AND OLD."at" IS NEW."at" AND OLD."recorded_at" IS NEW."recorded_at" AND OLD."recorded_by" IS NEW."recorded_by" AND OLD."entry" IS NEW."entry" AND (OLD."replaced_by" IS NULL OR OLD."replaced_by" IS NEW."replaced_by")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger place_never_deleted
CREATE TRIGGER place_never_deleted BEFORE DELETE ON place BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger place_written_once
CREATE TRIGGER place_written_once BEFORE UPDATE ON place WHEN NOT (OLD."id" IS NEW."id" AND OLD."framework_id" IS NEW."framework_id" AND OLD."parent_id" IS NEW."parent_id" AND OLD."node_id" IS NEW."node_id" AND OLD."position" IS NEW."position" AND OLD."entry" IS NEW."entry" AND (OLD."removed_in" IS NULL OR OLD."removed_in" IS NEW."removed_in")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger register_finish_never_deleted
CREATE TRIGGER register_finish_never_deleted BEFORE DELETE ON register_finish BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger register_finish_written_once
CREATE TRIGGER register_finish_written_once BEFORE UPDATE ON register_finish WHEN NOT (OLD."id" IS NEW."id" AND OLD."slot_id" IS NEW."slot_id" AND OLD."day" IS NEW."day" AND OLD."at" IS NEW."at" AND OLD."by" IS NEW."by" AND OLD."left_open" IS NEW."left_open" AND OLD."entry" IS NEW."entry" AND (OLD."voided_in" IS NULL OR OLD."voided_in" IS NEW."voided_in")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger slot_note_never_deleted
CREATE TRIGGER slot_note_never_deleted BEFORE DELETE ON slot_note BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger slot_note_written_once
CREATE TRIGGER slot_note_written_once BEFORE UPDATE ON slot_note WHEN NOT (OLD."id" IS NEW."id" AND OLD."pupil_id" IS NEW."pupil_id" AND OLD."day" IS NEW."day" AND OLD."slot_id" IS NEW."slot_id" AND OLD."text" IS NEW."text" AND OLD."recorded_at" IS NEW."recorded_at" AND OLD."recorded_by" IS NEW."recorded_by" AND OLD."entry" IS NEW."entry" AND (OLD."voided_in" IS NULL OR OLD."voided_in" IS NEW."voided_in")) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- index uq_achievement_standing
CREATE UNIQUE INDEX uq_achievement_standing ON achievement (pupil_id, node_id, kind) WHERE voided_in IS NULL
-- index uq_code_number
CREATE UNIQUE INDEX uq_code_number ON code (number, valid_from)
-- index uq_framework_here
CREATE UNIQUE INDEX uq_framework_here ON framework (identifier) WHERE NOT withdrawn
-- index uq_headline_standing
CREATE UNIQUE INDEX uq_headline_standing ON headline (pupil_id, kind) WHERE voided_in IS NULL
-- index uq_identifier_standing
CREATE UNIQUE INDEX uq_identifier_standing ON identifier (kind, value) WHERE kind IN ('UPN', 'ULN') AND NOT withdrawn
-- index uq_mark_standing
CREATE UNIQUE INDEX uq_mark_standing ON mark (measure_id, pupil_id, day, slot_id, moment_no) WHERE replaced_by IS NULL
-- index uq_node_framework_id
CREATE UNIQUE INDEX uq_node_framework_id ON node (framework_id, identifier)
-- index uq_outcome_number
CREATE UNIQUE INDEX uq_outcome_number ON outcome (framework_id, number) WHERE NOT withdrawn
-- index uq_place_root
CREATE UNIQUE INDEX uq_place_root ON place (framework_id, node_id) WHERE removed_in IS NULL AND parent_id IS NULL
-- index uq_place_under
CREATE UNIQUE INDEX uq_place_under ON place (parent_id, node_id) WHERE removed_in IS NULL
-- index uq_register_finish_standing
CREATE UNIQUE INDEX uq_register_finish_standing ON register_finish (day, slot_id) WHERE voided_in IS NULL
-- trigger voiding_never_deleted
CREATE TRIGGER voiding_never_deleted BEFORE DELETE ON voiding BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger voiding_written_once
CREATE TRIGGER voiding_written_once BEFORE UPDATE ON voiding WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger witness_note_never_deleted
CREATE TRIGGER witness_note_never_deleted BEFORE DELETE ON witness_note BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
-- trigger witness_note_written_once
CREATE TRIGGER witness_note_written_once BEFORE UPDATE ON witness_note WHEN NOT (0) BEGIN SELECT RAISE(ABORT, 'rows are only ever added'); END
