"""An invented district, lifelike and the same for the same seed: for a first look, for tests and for measuring.

``names`` holds the words, ``plan`` how a district of 51 schools is made up, ``school_year`` when things happen,
``cast`` which schools there are and when, ``strength`` how many people each ends with; ``history`` walks back from
there month by month; ``register`` and ``reports`` write the tables, ``district`` puts them together and ``fill``
writes them into a database. ``examples`` are the stated facts of the source documents as files to import; ``files``
writes them and the templates into ``data/``.
"""
