"""Trouble: a script that fails, and one that takes its time."""

from __future__ import annotations

import time

import streamlit as st

st.title("Trục trặc", anchor=False)
if st.button("Hỏng", key="fail"):
    raise ValueError("a secret that must not reach the page")
if st.button("Chậm", key="slow"):
    time.sleep(20)
