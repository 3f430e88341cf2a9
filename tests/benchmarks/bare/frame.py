"""One Plotly chart and one table from constants."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

NAMES = [f"Trường {number}" for number in range(1, 11)]
COUNTS = list(range(21, 31))

st.plotly_chart(go.Figure(go.Bar(x=COUNTS, y=NAMES, orientation="h")))
st.dataframe(pd.DataFrame({"name": NAMES, "members": COUNTS}))
