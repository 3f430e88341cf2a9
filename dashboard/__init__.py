"""The dashboard, from the bottom up.

``errors`` names what can go wrong for a user; ``settings`` and ``i18n`` say how this office wants things and in
which words. ``definitions`` is data that defines: the fields of the datasets, the checks, the indicators.
``domain`` holds the rules of the field, pure. ``storage`` owns the database and its SQL, ``intake`` turns files
into typed records with their problems. ``charts`` and ``documents`` turn frames into figures and files.
``queries`` read, ``actions`` write, one function an intention. ``demo`` invents a district. On top, ``ui`` is
the only part that knows Streamlit and ``cli`` is the command ``chibo``; ``pages`` beside this package arrange.
"""
