EXTENSION   = socpolicy
# The control file is the one place that names the version.
EXTVERSION  = $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(srcdir)/$(EXTENSION).control)

MODULE_big  = $(EXTENSION)
OBJS        = $(addprefix src/, socpolicy.o fault.o decimal.o number.o \
                threshold_range.o target.o evaluate.o tally.o folding.o \
                number_notation.o target_notation.o wording.o explain.o svg.o \
                picture.o bullet.o trend_svg.o blocks.o \
                progress.o figure.o trend.o forecast.o series.o)
PG_CPPFLAGS = -DSOCPOLICY_VERSION='"$(EXTVERSION)"'
# Rooms share one namespace with every other loaded module: export entry points only.
PG_CFLAGS   = -Wextra -Wno-unused-parameter -Wno-sign-compare -fvisibility=hidden

# Parts are joined in the order written here: a floor uses only the floors
# below it, a room only the rooms before it.
part        = $(addprefix $(srcdir)/sql/, $(addsuffix .sql, $(1)))
ALGEBRA     = $(call part, $(addprefix algebra/, head compliance_status threshold_range \
                target evaluate tally folding notation explain picture progress \
                series version))
STRUCTURE   = $(call part, register/functions/key $(addprefix register/structure/, \
                register document agency area plan target observation verdict rollup \
                pace task responsibility obligation intake access annual_report))
FUNCTIONS   = $(call part, $(addprefix register/functions/, key register access codelist \
                agency plan target responsibility observation verdict pace area \
                rollup territory task obligation \
                $(addprefix intake/, batch sheet figures frame annex tasks) doctor \
                $(addprefix annual_report/, html text line section page csv) dashboard/page reporting))
REPORTING   = $(call part, $(addprefix bi/, dimension fact scorecard pace annex dictionary))
FEDERATION  = $(call part, federation/federation)
INSTALL_SQL = sql/$(EXTENSION)--$(EXTVERSION).sql
DATA_built  = $(INSTALL_SQL)

REGRESS      = threshold_range target evaluate tally folding notation explain \
               picture progress series soft_errors version security \
               register agency observation verdict pace rollup task obligation \
               access annex annex_layout figures sheet real_figures doctor words annual_report dashboard bi
REGRESS_OPTS = --inputdir=$(srcdir)/test --load-extension=pgtap --load-extension=$(EXTENSION)

BUILT_FOR   = src/.built_for
EXTRA_CLEAN = $(BUILT_FOR)

PG_CONFIG  ?= pg_config
PGXS       := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
POSTGRES_H := $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h
# Without the server's build files only the targets that install them work.
ifeq ($(MAKECMDGOALS),check)
# PGXS has a target of this name, which says that it does nothing.
check:
	@test/check
else ifeq ($(words $(wildcard $(PGXS) $(POSTGRES_H))),2)
include $(PGXS)

# Objects of one server do not load into another: they are built anew when
# PG_CONFIG names another one, except by "make install" alone, which is often
# run as root.
TARGET     := $(VERSION) $(pkglibdir)
$(shell mkdir -p src sql)
BEFORE     := $(shell cat $(BUILT_FOR) 2>/dev/null)
ifneq ($(BEFORE),$(TARGET))
ifneq ($(BEFORE),)
ifeq ($(MAKECMDGOALS),install)
$(error Built for PostgreSQL $(BEFORE), not for $(TARGET): give the same PG_CONFIG to make and to make install)
endif
endif
$(shell echo '$(TARGET)' >$(BUILT_FOR))
endif
$(OBJS): $(wildcard $(srcdir)/src/*.h) $(srcdir)/$(EXTENSION).control $(BUILT_FOR)

$(INSTALL_SQL): $(ALGEBRA) $(STRUCTURE) $(FUNCTIONS) $(REPORTING) $(FEDERATION) \
		$(wildcard $(addprefix $(srcdir)/sql/register/functions/*/*., css js)) \
		$(addprefix $(srcdir)/sql/register/, register.sql join.awk)
	@mkdir -p $(@D)
	cat $(ALGEBRA) > $@
	awk -v structure='$(STRUCTURE)' -v functions='$(FUNCTIONS)' -v reporting='$(REPORTING)' \
		-f $(srcdir)/sql/register/join.awk $(srcdir)/sql/register/register.sql >> $@
	cat $(FEDERATION) >> $@
else
srcdir      = .
all install installcheck:
	@echo "PG_CONFIG=$(PG_CONFIG) finds no build files of a PostgreSQL server. 'make demo' and" >&2
	@echo "'make test' install them; or set PG_CONFIG to the pg_config of your server." >&2
	@exit 1
endif

.PHONY: demo demo-stop test test-clients bench coverage doc deb dist list-tests
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
coverage:
	@test/coverage
# Writes doc/register.md.
doc:
	@test/tools/doc

# Debian packages, in packages/.
deb:
	@test/tools/deb

# The distribution for PGXN, from what is committed.
DISTVERSION = $(shell sed -n 's/^   "version": *"\(.*\)",/\1/p' META.json)
dist:
	git archive --format=zip --prefix=$(EXTENSION)-$(DISTVERSION)/ -o $(EXTENSION)-$(DISTVERSION).zip HEAD
	@echo $(EXTENSION)-$(DISTVERSION).zip

list-tests:
	@echo $(REGRESS)
