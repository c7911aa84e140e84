"""E-mail: subject, sender, text, and the attached files as documents of their own."""

from pipelines.readers.eml.reader import MailReader

READER = MailReader()
