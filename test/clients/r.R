# Read policy_bi with RPostgreSQL and compare with what psql sees.
# expected.tsv and columns.tsv (see expected.sql) lie in the working directory;
# the environment says where.  Prints TAP.
suppressPackageStartupMessages(library(RPostgreSQL))
n <- 0
check <- function(description, have, want) {
	n <<- n + 1
	same <- identical(have, want)
	cat(sprintf("%s %d - r, %s: %s\n", if (same) "ok" else "not ok", n, Sys.getenv("TZ"), description))
	if (!same) cat("# have:", format(have), "\n# want:", format(want), "\n")
}
table_of <- function(name, columns)
	setNames(read.delim(name, header = FALSE, quote = "", colClasses = "character", encoding = "UTF-8", na.strings = character()), columns)
columns <- table_of("columns.tsv", c("view", "column", "kind", "comment"))
expected <- table_of("expected.tsv", c("view", "kind", "cells", "filled", "digest"))

connection <- dbConnect(PostgreSQL(), host = Sys.getenv("PGHOST"), port = Sys.getenv("PGPORT"),
	user = Sys.getenv("PGUSER"), password = Sys.getenv("PGPASSWORD"), dbname = Sys.getenv("PGDATABASE"))
ask <- function(query) suppressWarnings(dbGetQuery(connection, query))

# md5 over texts sorted by bytes
digest <- function(texts) {
	file <- tempfile()
	writeBin(charToRaw(paste(sort(texts, method = "radix"), collapse = "\n")), file)
	unname(tools::md5sum(file))
}
of_kind <- list(text = is.character, integer = is.integer, double = is.numeric, boolean = is.logical,
	date = function(v) inherits(v, "Date"), instant = function(v) inherits(v, "POSIXct"))
for (view in unique(expected$view)) {
	rows <- ask(paste0("SELECT * FROM policy_bi.", view))
	want <- expected[expected$view == view, ]
	check(paste0(view, ": rows"), nrow(rows), as.integer(want$cells[want$kind == "rows"]))
	of_view <- columns[columns$view == view & columns$column != "", ]
	check(paste0(view, ": types"), names(rows)[!mapply(function(v, k) of_kind[[k]](v) || all(is.na(v)),
		rows, of_view$kind[match(names(rows), of_view$column)])], character())
	texts <- unlist(rows[of_view$column[of_view$kind == "text"]], use.names = FALSE)
	if (length(texts) > 0)
		check(paste0(view, ": every text"), digest(texts[!is.na(texts)]), want$digest[want$kind == "text"])
	dates <- intersect(of_view$column[of_view$kind == "date"], sub("_iso$", "", grep("_iso$", names(rows), value = TRUE)))
	for (column in dates)
		check(paste0(view, ".", column, ": the day that its text says"), format(rows[[column]], "%Y-%m-%d"), as.character(rows[[paste0(column, "_iso")]]))
}
check("code 4.10 stays text beside 4.1",
	ask("SELECT indicator_code FROM policy_bi.dim_indicator WHERE indicator_code IN ('4.1', '4.10') ORDER BY indicator_sort")[[1]], c("4.1", "4.10"))
check("a bound without an end is missing",
	is.na(ask("SELECT target_lower FROM policy_bi.fact_target WHERE indicator_code = '2.4' AND scope_code = 'local' AND due_year = 2025")[[1]]), TRUE)
cat(sprintf("1..%d\n", n))
