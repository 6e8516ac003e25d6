# compliance-engine: two commands are all that is needed.
#
#   make check    install into .venv, then print the findings on the record of every State, as of today
#   make test     the same for the tests
#
# ARGS is passed on:                make check ARGS="--state Tonga"
# PYTHON chooses the interpreter:   make test PYTHON=python3.11

VENV := .venv/bin

# Every process is started with an environment that is named there; no variable of Python's is.
RUN := sh scripts/named.sh

.PHONY: check test prove sweep fuzz kills hostile asan mutants bench lint clean help
.NOTPARALLEL:

check:
	@$(RUN) sh scripts/environment.sh
	@$(RUN) $(VENV)/compliance-engine check $(ARGS)

test:
	@$(RUN) sh scripts/environment.sh dev
	@$(RUN) $(VENV)/python -m pytest -q -n auto --dist worksteal $(ARGS)

# The deep tests: what kills, floods, searches at length, or goes over all States, days, languages
# and terminals. SHARE=0/2 runs the first half of them, SHARE=1/2 the second.
SHARE := 0/1

prove:
	@$(RUN) sh scripts/environment.sh dev
	@$(RUN) $(VENV)/python -m pytest -q -n auto --dist worksteal --depth deep --share $(SHARE) $(ARGS)

# Both evaluators on every State, on every day since 1999 on which anything changes.
sweep:
	@$(RUN) sh scripts/environment.sh dev
	@SWEEP=all $(RUN) $(VENV)/python -m pytest -q --timeout 0 tests/properties/test_agreement.py -k every_state

# A million cases of each level, from a number chosen at random and told first, until one breaks
# something. LEVEL chooses one (rulebooks, records, texts), CASES how many, SEED the first number.
fuzz:
	@$(RUN) sh scripts/environment.sh dev
	@$(RUN) $(VENV)/python -m tests.fuzz $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)) $(if $(LEVEL),--level $(LEVEL))

# Nights of the audit that are killed while they read, write and deliver, on SQLite and on PostgreSQL,
# so many on each; on PostgreSQL, one in four loses its lock instead. SEED chooses others.
KILLS := 200
SEED_OF_KILLS := $(or $(SEED),2026)

kills:
	@$(RUN) sh scripts/environment.sh dev
	@$(RUN) $(VENV)/python -m tests.acceptance.nights $(KILLS) $(SEED_OF_KILLS)

# Ten thousand records with hostile texts through every output, and every hostile file on each place
# of each command; CASES and SEED say how many records, and from which number on.
hostile: CASES := 10000
hostile: SEED := 1
hostile:
	@$(RUN) sh scripts/environment.sh dev
	@$(RUN) env HOSTILE=all HOSTILE_CASES=$(CASES) HOSTILE_SEED=$(SEED) $(VENV)/python -m pytest -q -n auto --dist worksteal --depth both --timeout 0 tests/properties/test_hostile_text.py tests/acceptance/test_hostile_files.py

# The core under the address sanitizer: make asan CASES=1000 for fewer random cases than 20,000.
asan:
	@$(RUN) sh scripts/asan.sh $(CASES)

# The engine beside other programs with the same rules; writes docs/benchmarks.md.
bench:
	@$(RUN) sh scripts/environment.sh bench
	@$(RUN) $(VENV)/python -m benchmarks $(ARGS)

# Which changes of dates, facts, inference and judgement no test finds, and the score of each room;
# half an hour of one core. One room: make mutants ARGS='compliance_engine.dates*'. What was
# interrupted goes on with: make mutants MUTANTS=kept. After new tests, those that survived are
# tried once more with: make mutants MUTANTS=kept ARGS=survived
MUTANTS := new

mutants:
	@$(RUN) sh scripts/environment.sh mutation
	@[ $(MUTANTS) = kept ] || rm -rf mutants
	@$(RUN) $(VENV)/python scripts/mutants.py $(ARGS)
	@$(RUN) $(VENV)/python scripts/mutation.py

lint:
	@$(RUN) sh scripts/environment.sh dev
	$(RUN) $(VENV)/ruff check
	$(RUN) $(VENV)/ruff format --check
	$(RUN) $(VENV)/mypy
	$(RUN) $(VENV)/lint-imports
	$(RUN) $(VENV)/codespell

clean:
	rm -rf .venv dist mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

help:
	@echo 'make check   print the findings on the record of every State, as of today'
	@echo 'make test    run the quick tests'
	@echo 'make prove   run the deep ones; SHARE=0/2 half of them'
	@echo 'make sweep   compare the two evaluators on every day on which anything changes'
	@echo 'make fuzz    run a million random cases; CASES=, SEED= and LEVEL= say which'
	@echo 'make kills   kill 200 nights of the audit on each kind of database; KILLS= and SEED= say which'
	@echo 'make asan    run the core of durable_rules under the address sanitizer'
	@echo 'make bench   measure the engine beside other programs with the same rules'
	@echo 'make mutants change the code in one place after the other, and see if a test finds it'
	@echo 'make lint    run the linters and the type checker'
	@echo 'make clean   remove .venv and everything else that these commands made'
	@echo
	@echo 'make check ARGS="--state Tonga"   pass options on to the command'
	@echo 'make check PYTHON=python3.11      choose the Python: 3.11, 3.12 or 3.13'
