"""A proof of a sheet: its pages with every message numbered on them, then each message with all
that a reviewer needs to judge it, room to correct it, and a block to sign.
"""
