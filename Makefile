# compliance-engine: two commands are all that is needed.
#
#   make check    install into .venv, then print the findings on the record of every State, as of today
#   make test     the same for the tests
#
# ARGS is passed on:                make check ARGS="--state Tonga"
# PYTHON chooses the interpreter:   make test PYTHON=python3.11

VENV := .venv/bin

.PHONY: check test sweep fuzz hostile asan mutants bench lint clean help
.NOTPARALLEL:

# Modules are compiled once, not by each of the hundreds of processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

check:
	@sh scripts/environment.sh
	@$(VENV)/compliance-engine check $(ARGS)

test:
	@sh scripts/environment.sh dev
	@$(VENV)/python -m pytest -q -n auto --dist worksteal $(ARGS)

# Both evaluators on every State, on every day since 1999 on which anything changes.
sweep:
	@sh scripts/environment.sh dev
	@SWEEP=all $(VENV)/python -m pytest -q tests/properties/test_agreement.py -k every_state

# A million cases of each level, from a number chosen at random and told first, until one breaks
# something. LEVEL chooses one (rulebooks, records, texts), CASES how many, SEED the first number.
fuzz:
	@sh scripts/environment.sh dev
	@$(VENV)/python -m tests.fuzz $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)) $(if $(LEVEL),--level $(LEVEL))

# Ten thousand records with hostile texts through every output, and every hostile file on each place
# of each command; CASES and SEED say how many records, and from which number on.
hostile: CASES := 10000
hostile: SEED := 1
hostile:
	@sh scripts/environment.sh dev
	@HOSTILE=all HOSTILE_CASES=$(CASES) HOSTILE_SEED=$(SEED) $(VENV)/python -m pytest -q -n auto --dist worksteal tests/properties/test_hostile_text.py tests/acceptance/test_hostile_files.py

# The core under the address sanitizer: make asan CASES=1000 for fewer random cases than 20,000.
asan:
	@sh scripts/asan.sh $(CASES)

# The engine beside other programs with the same rules; writes docs/benchmarks.md.
bench:
	@sh scripts/environment.sh bench
	@$(VENV)/python -m benchmarks $(ARGS)

# Which changes of dates, facts, inference and judgement no test finds, and the score of each room;
# half an hour of one core. One room: make mutants ARGS='compliance_engine.dates*'. What was
# interrupted goes on with: make mutants MUTANTS=kept. After new tests, those that survived are
# tried once more with: make mutants MUTANTS=kept ARGS=survived
MUTANTS := new

mutants:
	@sh scripts/environment.sh mutation
	@[ $(MUTANTS) = kept ] || rm -rf mutants
	@$(VENV)/python scripts/mutants.py $(ARGS)
	@$(VENV)/python scripts/mutation.py

lint:
	@sh scripts/environment.sh dev
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/codespell

clean:
	rm -rf .venv dist mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

help:
	@echo 'make check   print the findings on the record of every State, as of today'
	@echo 'make test    run the tests'
	@echo 'make sweep   compare the two evaluators on every day on which anything changes'
	@echo 'make fuzz    run a million random cases; CASES=, SEED= and LEVEL= say which'
	@echo 'make hostile put hostile texts through every output and hostile files before every command'
	@echo 'make asan    run the core of durable_rules under the address sanitizer'
	@echo 'make bench   measure the engine beside other programs with the same rules'
	@echo 'make mutants change the code in one place after the other, and see if a test finds it'
	@echo 'make lint    run the linters and the type checker'
	@echo 'make clean   remove .venv and everything else that these commands made'
	@echo
	@echo 'make check ARGS="--state Tonga"   pass options on to the command'
	@echo 'make check PYTHON=python3.11      choose the Python: 3.11, 3.12 or 3.13'
