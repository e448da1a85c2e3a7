"""`python -m zhiping.demo`: write data/demo anew."""

from zhiping.demo import write_demo

if __name__ == "__main__":
    write_demo()
