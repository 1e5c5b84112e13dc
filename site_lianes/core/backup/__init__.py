"""A site to a directory and back: its database and its uploaded files, each with its checksum."""
