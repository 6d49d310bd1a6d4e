"""Sealed bodies and their wraps: what only its readers can open, and from which none can read who they are.

Words are encrypted once under a random content key (XChaCha20-Poly1305). The key is wrapped once per
reader in a sealed box. Wraps carry no name, are shuffled, and are padded to a multiple of eight with
wraps to nobody, since a list of readers would name the author and, by who is missing, the subject.
Pure bytes in and out: nothing here reads or writes a record.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nacl import bindings
from nacl.exceptions import CryptoError

from app.core.ids import Ref

KEY_LENGTH = 32
WRAPS_IN_A_BATCH = 8
_NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_BLOCK = 256
"""Bodies are padded to whole blocks, so that their length says little about what was written."""


@dataclass(frozen=True, slots=True)
class Label:
    """The open facts a body is tied to: under another reference, kind, version or time it does not open."""

    ref: Ref
    kind: str
    version: int
    recorded_at: datetime

    def binding(self, part: str) -> bytes:
        """These facts as bytes, with the part of the record they belong to."""
        at = self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
        return _joined(part, self.ref, self.kind, str(self.version), at)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A body nobody can read without a wrap, and the nameless wraps."""

    body: bytes
    wraps: tuple[bytes, ...]


def make_pair() -> tuple[bytes, bytes]:
    """A new X25519 pair: the private half, the public half."""
    public, private = bindings.crypto_box_keypair()
    return private, public


def public_half(private: bytes | bytearray) -> bytes:
    """The public half that belongs to this private half."""
    return bytes(bindings.crypto_scalarmult_base(bytes(private)))


# Sealed records


def seal(words: bytes, readers: Iterable[bytes], label: Label) -> Sealed:
    """Seal these words to the public halves of their readers."""
    key = secrets.token_bytes(KEY_LENGTH)
    return Sealed(_encrypt_padded(key, words, label.binding("body")), _wraps(key, set(readers)))


def open_sealed(sealed: Sealed, private: bytes | bytearray, label: Label) -> bytes | None:
    """The words, or None where none of the wraps is for this private half.

    A wrap that opens over a body that does not is damage, and is raised as ValueError.
    """
    key = _content_key(sealed.wraps, private)
    return None if key is None else _decrypt_padded(key, sealed.body, label.binding("body"))


def share(
    wraps: Sequence[bytes], private: bytes | bytearray, readers: Iterable[bytes]
) -> tuple[bytes, ...] | None:
    """Further wraps for further readers, by one who can open; None where this person cannot."""
    key = _content_key(wraps, private)
    return None if key is None else _wraps(key, set(readers))


def seal_beside(
    wraps: Sequence[bytes], private: bytes | bytearray, words: bytes, label: Label, part: str
) -> bytes | None:
    """Something more under the same content key, such as who acted; None where this person cannot open."""
    key = _content_key(wraps, private)
    return None if key is None else _encrypt_padded(key, words, label.binding(f"beside {part}"))


def open_beside(
    wraps: Sequence[bytes], private: bytes | bytearray, body: bytes, label: Label, part: str
) -> bytes | None:
    """What `seal_beside` sealed, or None where none of the wraps is for this private half."""
    key = _content_key(wraps, private)
    return None if key is None else _decrypt_padded(key, body, label.binding(f"beside {part}"))


def _wraps(key: bytes, readers: set[bytes]) -> tuple[bytes, ...]:
    wraps = [bindings.crypto_box_seal(key, reader) for reader in readers]
    while not wraps or len(wraps) % WRAPS_IN_A_BATCH:
        # Real boxes to nobody: random bytes would show by their first half, which no point of the curve has.
        wraps.append(bindings.crypto_box_seal(secrets.token_bytes(KEY_LENGTH), make_pair()[1]))
    secrets.SystemRandom().shuffle(wraps)
    return tuple(wraps)


def _content_key(wraps: Sequence[bytes], private: bytes | bytearray) -> bytes | None:
    public, mine = public_half(private), bytes(private)
    for wrap in wraps:
        try:
            return bindings.crypto_box_seal_open(wrap, public, mine)
        except (CryptoError, ValueError):
            continue
    return None


# Drafts


def seal_draft(public: bytes, words: bytes) -> bytes:
    """Seal to one person without any secret, so that a draft can be kept after the lock."""
    return bytes(bindings.crypto_box_seal(bindings.sodium_pad(words, _BLOCK), public))


def open_draft(private: bytes | bytearray, sealed: bytes) -> bytes | None:
    """What `seal_draft` sealed to this person, or None where it is damaged or another's."""
    try:
        padded = bindings.crypto_box_seal_open(sealed, public_half(private), bytes(private))
        return bytes(bindings.sodium_unpad(padded, _BLOCK))
    except (CryptoError, ValueError):
        return None


# The cipher itself, for keys and slots


def encrypt(key: bytes | bytearray, words: bytes, binding: bytes) -> bytes:
    """A random nonce and the words, sealed with everything in the binding."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(words, binding, nonce, bytes(key))
    return nonce + bytes(sealed)


def decrypt(key: bytes | bytearray, sealed: bytes, binding: bytes) -> bytes | None:
    """The words, or None where key, bytes or binding is not the one it was sealed with."""
    nonce, rest = sealed[:_NONCE], sealed[_NONCE:]
    try:
        words = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(rest, binding, nonce, bytes(key))
    except (CryptoError, ValueError, TypeError):
        return None
    return bytes(words)


def _encrypt_padded(key: bytes, words: bytes, binding: bytes) -> bytes:
    return encrypt(key, bindings.sodium_pad(words, _BLOCK), binding)


def _decrypt_padded(key: bytes, body: bytes, binding: bytes) -> bytes:
    padded = decrypt(key, body, binding)
    if padded is None:
        raise ValueError("the wrap opens, the body does not")
    return bytes(bindings.sodium_unpad(padded, _BLOCK))


def _joined(*parts: str) -> bytes:
    """The parts with their lengths, so that no two lists of parts give the same bytes."""
    return b"".join(f"{len(part.encode())}:".encode() + part.encode() for part in parts)
