"""Preview and printing: the pages that typst made, nothing drawn here."""
