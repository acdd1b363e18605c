"""From the files of a folder to a vault: what each note holds, and how the notes hang together.

A note's text is cut into blocks (`blocks`), the text in them into tokens (`scan`, one file a construct in `syntax/`).
A note (`note`) is what its tokens and properties say; a vault (`index`) is what the notes say together.
"""

from notewright.vault.index import Backlink, Destination, Vault
from notewright.vault.note import Note, read_note

__all__ = ["Backlink", "Destination", "Note", "Vault", "read_note"]
