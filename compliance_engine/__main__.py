"""``python -m compliance_engine``: the same as the ``compliance-engine`` command."""

from compliance_engine.cli.main import main

if __name__ == "__main__":
    main()
