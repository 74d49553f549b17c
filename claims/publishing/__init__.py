"""What a release holds, the formats it is given away in, and how one is verified.

PURE: no Django, clock or database.
"""
