# Les commandes du projet : « make help ».

HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 1
PYTEST_ARGS ?=
BENCH_ARGS ?=
DATA_DIR ?= $(CURDIR)/var

# The address that visitors type: brackets around IPv6, and never "all interfaces".
ADDRESS := $(patsubst 0.0.0.0,127.0.0.1,$(if $(findstring :,$(HOST)),[$(HOST)],$(HOST)))
SITE_URL ?= http://$(ADDRESS):$(PORT)
export DATA_DIR

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
SERVE := $(MANAGE) serve
# Linters need a database engine, never the data.
CHECKED := env -u REDIS_URL DATABASE_URL=sqlite://:memory: $(PYTHON) -W error manage.py
TEMPLATES := $(wildcard home search events partners site_lianes)

.DEFAULT_GOAL := help
.PHONY: help run dev test check format lock demo-reset backup restore screenshots weigh count-actions count-stale count-half-states count-locked bench simulate bench-migrate bench-agenda bench-import bench-search venv venv-dev

run dev demo-reset: export SITE_URL := $(SITE_URL)

help: ## Affiche cette aide
	@echo "Commandes :"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-18s %s\n' "$$name" "$$text"; done
	@echo
	@echo "Variables : make run HOST=127.0.0.1 PORT=8000 (valeurs par défaut), WORKERS=1"
	@echo "  SITE_URL       adresse publique (par défaut http://HOST:PORT)"
	@echo "  ALLOWED_HOSTS  autres noms acceptés, séparés par des virgules (utile avec HOST=0.0.0.0)"
	@echo "  DATA_DIR       dossier des données (par défaut var/)"
	@echo "  DATABASE_URL et REDIS_URL  PostgreSQL et Redis à la place de SQLite et de la mémoire :"
	@echo "      DATABASE_URL=postgres://… REDIS_URL=redis://… make test"
	@echo "  PYTEST_ARGS    options de pytest : make test PYTEST_ARGS='-k agenda'"
	@echo "  BENCH_ARGS     options de bench, simulate et bench-search :"
	@echo "      make bench BENCH_ARGS='--large --database postgresql://…'"
	@echo "      make bench-search BENCH_ARGS='--sizes 1000 --databases SQLite'"

run: venv ## Installe, prépare et sert le site ; garde toutes les données
	@exec $(SERVE) --host $(HOST) --port $(PORT) --workers $(WORKERS)

dev: export DJANGO_SETTINGS_MODULE = site_lianes.settings.development
dev: venv-dev ## Sert le site pour développer : se recharge à chaque changement
	@$(SERVE) --prepare-only
	@exec $(MANAGE) runserver $(if $(findstring :,$(HOST)),[$(HOST)],$(HOST)):$(PORT)

test: venv-dev ## Lance toute la suite de tests, navigateur compris
	@scripts/test-tools.sh
	$(PYTHON) -m pytest --numprocesses auto $(PYTEST_ARGS)

check: export DJANGO_SETTINGS_MODULE = site_lianes.settings.test
check: venv-dev ## Vérifie le code : style, imports, gabarits, migrations, sécurité
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports
	$(PYTHON) -m djlint --quiet --lint $(TEMPLATES)
	$(PYTHON) -m djlint --quiet --check $(TEMPLATES)
	$(CHECKED) makemigrations --check --dry-run
	@echo "$(CHECKED) check --deploy (site_lianes.settings.production)"
	@SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		SITE_URL=https://lianes.example DJANGO_SETTINGS_MODULE=site_lianes.settings.production \
		$(CHECKED) check --deploy --fail-level WARNING

format: venv-dev ## Met en forme le code et les gabarits
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(PYTHON) -m djlint --quiet --reformat $(TEMPLATES)

COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(if $(UPGRADE),--upgrade) pyproject.toml

lock: venv-dev ## Recalcule les versions verrouillées (UPGRADE=1 : prend les plus récentes)
	$(COMPILE) -o requirements/base.txt
	$(COMPILE) --group server --constraints requirements/base.txt -o requirements/server.txt
	$(COMPILE) --group dev --constraints requirements/server.txt -o requirements/dev.txt

demo-reset: venv ## Met les données de côté et recharge la démonstration (SQLite seulement)
	@scripts/demo-reset.sh
	@$(SERVE) --prepare-only

backup: venv ## Sauvegarde la base et les fichiers, même pendant que le site sert (BACKUP_DIR=…)
	@$(MANAGE) backup

restore: venv ## Remet une sauvegarde en place : make restore FROM=dossier (REPLACE=1, CHECK=1)
	@$(MANAGE) restore $(if $(CHECK),--check) $(if $(REPLACE),--replace) "$(or $(FROM),$(error indiquez FROM=…))"

screenshots: venv-dev ## Refait les captures d’écran de la documentation
	@$(PYTHON) -m tests.tools.screenshots

weigh: venv-dev ## Pèse les pages : octets et requêtes du premier affichage
	@$(PYTHON) -m tests.tools.weigh

count-actions: venv-dev ## Compte les actions d’un événement, ici et dans un projet Wagtail nu
	@$(PYTHON) -m tests.tools.count_actions

count-stale: venv-dev ## Publie deux cents fois sur deux nœuds et compte les réponses périmées (dix minutes)
	@$(PYTHON) -m tests.tools.count_stale

count-half-states: venv-dev ## Tue deux cents fois qui publie et compte ce qui reste à moitié fait (cinq minutes)
	@$(PYTHON) -m tests.tools.count_half_states

count-locked: venv-dev ## Fait publier cinq personnes à la fois pendant une minute et compte les refus
	@$(PYTHON) -m tests.tools.count_locked

bench: venv-dev ## Compare les pages à celles d’un projet Wagtail nu et à des fichiers (dix minutes)
	@$(PYTHON) -m tests.tools.bench $(BENCH_ARGS)

simulate: venv-dev ## Calcule combien de cœurs demandent tant de visites (docs/scale.md)
	@$(PYTHON) -m tests.tools.simulate_load $(BENCH_ARGS)

bench-migrate: venv-dev ## Compare la durée de « migrate » à celle d’un projet Wagtail nu
	@$(PYTHON) -m tests.tools.bench_migrate

bench-agenda: venv-dev ## Mesure l’agenda à 1 000, 10 000 et 100 000 événements (une demi-heure)
	@$(PYTHON) -m tests.tools.bench_agenda

bench-import: venv-dev ## Mesure l’import de 10 000 événements : vitesse et mémoire (dix minutes)
	@$(PYTHON) -m tests.tools.bench_import

bench-search: venv-dev ## Compare la recherche à celle de Wagtail : qualité, vitesse, index (une demi-heure)
	@$(PYTHON) -m tests.tools.bench_search $(BENCH_ARGS)

venv:
	@scripts/venv.sh base

venv-dev:
	@scripts/venv.sh dev
