EXTENSION   = socpolicy
# The control file is the one place that names the version.
EXTVERSION  = $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(srcdir)/$(EXTENSION).control)

MODULE_big  = $(EXTENSION)
OBJS        = $(addprefix src/, socpolicy.o fault.o decimal.o threshold_range.o \
                target.o value.o evaluate.o tally.o folding.o notation.o \
                wording.o explain.o svg.o picture.o \
                progress.o series.o)
PG_CPPFLAGS = -DSOCPOLICY_VERSION='"$(EXTVERSION)"'
# Rooms share one namespace with every other loaded module: export entry points only.
PG_CFLAGS   = -Wextra -Wno-unused-parameter -Wno-sign-compare -fvisibility=hidden

# Parts are joined in the order written here.  The register grows in steps:
# create_register runs all of them, upgrade_register those that are missing.
part        = $(addprefix $(srcdir)/sql/, $(addsuffix .sql, $(1)))
STEP_1      = $(call part, $(addprefix register/1/, 00_register 10_document \
                20_agency 30_area 40_indicator 50_observation 60_evaluation \
                70_annex_intake 80_observation_intake))
STEP_2      = $(call part, $(addprefix register/2/, 10_history 15_change 20_task \
                22_task_intake 30_report 40_place 50_intake 60_access 70_doctor))
STEP_3      = $(call part, $(addprefix register/3/, 10_assessment 12_wording \
                15_question 20_span 22_pace 25_report 30_intake 40_place \
                50_annual_report 60_access 80_reporting_schema) \
                $(addprefix bi/, dimension fact scorecard annex pace dictionary) \
                register/3/90_access)
PARTS       = $(call part, $(addprefix algebra/, head compliance_status threshold_range \
                target evaluate tally folding notation explain picture progress \
                series version) 95_register_head) \
              $(STEP_1) $(STEP_2) $(STEP_3) $(call part, 96_register_middle) \
              $(STEP_2) $(call part, 97_register_from_2) \
              $(STEP_3) $(call part, 98_register_tail)
INSTALL_SQL = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA_built  = $(INSTALL_SQL)

REGRESS      = threshold_range target evaluate tally folding notation explain \
               picture progress series soft_errors version security \
               register annex_intake observation_intake real_figures history \
               change task report place intake access doctor \
               question pace annual_report reporting
REGRESS_OPTS = --inputdir=$(srcdir)/test --load-extension=pgtap --load-extension=$(EXTENSION)

PG_CONFIG  ?= pg_config
PGXS       := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
POSTGRES_H := $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h
# Without the server's build files only the targets that install them work.
ifeq ($(words $(wildcard $(PGXS) $(POSTGRES_H))),2)
include $(PGXS)

$(OBJS): $(wildcard $(srcdir)/src/*.h) $(srcdir)/$(EXTENSION).control

$(INSTALL_SQL): $(PARTS)
	@mkdir -p $(@D)
	cat $(PARTS) > $@
else
srcdir      = .
all install installcheck:
	@echo "No PostgreSQL build files found by $(PG_CONFIG); 'make demo' and 'make test'" >&2
	@echo "install them, or set PG_CONFIG to the pg_config of your server." >&2
	@exit 1
endif

.PHONY: demo demo-stop test test-clients bench list-tests
# These set up all that they need, the server included.
demo:
	@test/tools/demo
demo-stop:
	@test/tools/demo stop
test:
	@test/run
# CLIENTS="odbc jdbc" runs only these.
test-clients:
	@test/clients/run $(CLIENTS)
bench:
	@test/bench/run

list-tests:
	@echo $(REGRESS)
