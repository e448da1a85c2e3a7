"""`python -m zhiping`: the terminal."""

from zhiping.cli import app

if __name__ == "__main__":
    app(prog_name="zhiping")
