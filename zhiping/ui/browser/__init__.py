"""What runs in the viewer's browser: one script beside Streamlit's own, written into its index.html."""
