/*
 * Read policy_bi with a Node.js driver and compare with what psql sees.
 *
 * node.cjs CLIENT: CLIENT is pg, evidence or cube; PGHOST, PGPORT, PGUSER,
 * PGPASSWORD and PGDATABASE say where.  expected.tsv and columns.tsv (see expected.sql) and
 * node_modules lie in the working directory.  Prints TAP.
 */
const { readFileSync } = require('fs');
const { createHash } = require('crypto');
const { isDeepStrictEqual } = require('util');
const here = require('module').createRequire(process.cwd() + '/');

const client = process.argv[2];
const zone = process.env.TZ;
const where = {
	host: process.env.PGHOST, port: Number(process.env.PGPORT),
	user: process.env.PGUSER, password: process.env.PGPASSWORD, database: process.env.PGDATABASE,
};

let n = 0;
function check(description, have, want) {
	const same = isDeepStrictEqual(have, want);
	console.log(`${same ? 'ok' : 'not ok'} ${++n} - ${client}, ${zone}: ${description}`);
	if (!same) console.log(`# have: ${JSON.stringify(have)}\n# want: ${JSON.stringify(want)}`);
}

const table = (name) => readFileSync(name, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
const comments = {}, types = {}, expected = {};
for (const [view, column, kind, comment] of table('columns.tsv')) {
	comments[`${view}.${column}`] = comment;
	if (column) (types[view] ??= {})[column] = kind;
}
for (const [view, kind, ...rest] of table('expected.tsv'))
	(expected[view] ??= {})[kind] = rest.join(' ').trim();

const two = (number) => String(number).padStart(2, '0');
// A date is a Date at local midnight: only the local parts tell its day.
const localDay = (d) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;

function plain(kind, value) {
	const ofKind = { text: 'string', integer: 'number', double: 'number', boolean: 'boolean', date: 'object', instant: 'object' };
	// Cube gives dates and instants as text
	if (client === 'cube' && kind === 'date') return value.slice(0, 10);
	if (client === 'cube' && kind === 'instant') return String(Date.parse(value + 'Z'));
	if (typeof value !== ofKind[kind] || (kind === 'integer' && !Number.isInteger(value)))
		throw new TypeError(`${JSON.stringify(value)} is no ${kind}`);
	if (kind === 'date') return localDay(value);
	if (kind === 'instant') return String(value.getTime());
	if (kind === 'double') {
		const bits = Buffer.alloc(8);
		bits.writeDoubleBE(value);
		return bits.toString('hex');
	}
	return String(value);
}

// What expected.tsv says of a view, reckoned from what the client got.
function summary(rows, kinds) {
	const cells = {}, answer = { rows: `${rows.length} ${rows.length}` };
	for (const row of rows)
		for (const [column, value] of Object.entries(row)) (cells[kinds[column]] ??= []).push(value);
	for (const [kind, values] of Object.entries(cells)) {
		const filled = values.filter((v) => v !== null).map((v) => Buffer.from(plain(kind, v))).sort(Buffer.compare);
		const md5 = createHash('md5');
		filled.forEach((v, i) => { if (i) md5.update('\n'); md5.update(v); });
		answer[kind] = `${values.length} ${filled.length} ${md5.digest('hex')}`;
	}
	return answer;
}

async function pgClient() {
	const { Client } = here('pg');
	const connection = new Client(where);
	await connection.connect();
	return {
		ask: async (query) => (await connection.query(query)).rows,
		// extended protocol and binary results, as some tools ask for
		askBinary: async (query) => (await connection.query({ text: query, binary: true })).rows,
		close: () => connection.end(),
	};
}

async function evidenceClient() {
	const runner = await here('@evidence-dev/postgres').getRunner(where);
	return {
		ask: async (query) => {
			const answer = await runner(query, 'page.sql', 1000);
			const rows = [];
			for await (const batch of answer.rows()) rows.push(...batch);
			return rows;
		},
		close: () => {},
	};
}

async function cubeClient() {
	process.env.CUBEJS_DB_TYPE = 'postgres';
	const { PostgresDriver } = here('@cubejs-backend/postgres-driver');
	const driver = new PostgresDriver({ ...where, readOnly: true });
	return { ask: (query) => driver.query(query, []), tables: () => driver.tablesSchema(), close: () => driver.release(), driver };
}

const CUBE_TYPE = { text: 'text', integer: 'integer', smallint: 'integer', 'double precision': 'double',
	boolean: 'boolean', date: 'date', 'timestamp with time zone': 'instant' };

async function kindsFound(reader) {
	if (reader.tables) {
		const found = (await reader.tables()).policy_bi;
		return Object.fromEntries(Object.entries(found).map(([view, columns]) =>
			[view, Object.fromEntries(columns.map((c) => [c.name, CUBE_TYPE[c.type]]))]));
	}
	const found = {};
	for (const row of await reader.ask(
		"SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'policy_bi'"))
		(found[row.table_name] ??= {})[row.column_name] = CUBE_TYPE[row.data_type];
	return found;
}

async function main() {
	const reader = await { pg: pgClient, evidence: evidenceClient, cube: cubeClient }[client]();
	const { ask } = reader;

	// Evidence counts the rows of a query first, which SHOW does not survive
	check('the session only reads', await ask("SELECT current_setting('transaction_read_only') AS s"), [{ s: 'on' }]);
	// Cube sets its own limit
	check('and is cut off in time', await ask("SELECT current_setting('statement_timeout') AS s"),
		[{ s: client === 'cube' ? '10min' : '30s' }]);

	const kinds = await kindsFound(reader);
	check('all views are found', Object.keys(kinds).sort(), Object.keys(types).sort());
	const unequal = [];
	let compared = 0;
	for (const view of Object.keys(types).sort()) {
		check(`${view}: columns and types`, kinds[view], types[view]);
		const rows = await ask(`SELECT * FROM policy_bi.${view}`);
		let have;
		try { have = summary(rows, kinds[view]); } catch (fault) { have = String(fault); }
		check(`${view}: every value`, have, expected[view]);
		if (reader.askBinary) {
			try { have = summary(await reader.askBinary(`SELECT * FROM policy_bi.${view}`), kinds[view]); } catch (fault) { have = String(fault); }
			check(`${view}: every value in binary`, have, expected[view]);
		}
		for (const row of rows)
			for (const [column, kind] of Object.entries(kinds[view])) {
				const twin = kind === 'date' ? `${column}_iso` : kind === 'boolean' ? column.replace(/^is_/, '') + '_n' : '';
				if (!(twin in row)) continue;
				const value = row[column];
				compared++;
				if (row[twin] !== (value === null ? null : kind === 'date' ? plain(kind, value) : Number(value)))
					unequal.push(`${view}.${column}: ${value} ${row[twin]}`);
			}
	}
	check('dates and booleans are what their twins say', unequal, []);
	check('there were thousands to compare', compared > 5000, true);

	check('code 4.10 stays text beside 4.1',
		await ask("SELECT indicator_code FROM policy_bi.dim_indicator WHERE indicator_code IN ('4.1', '4.10') ORDER BY indicator_sort"),
		[{ indicator_code: '4.1' }, { indicator_code: '4.10' }]);
	check('a bound without an end is NULL',
		await ask("SELECT target_text, target_lower, target_upper FROM policy_bi.fact_target WHERE indicator_code = '2.4' AND scope_code = 'local' AND due_year = 2025"),
		[{ target_text: '< 12,7', target_lower: null, target_upper: 12.7 }]);
	check('a Vietnamese name byte for byte',
		Buffer.from((await ask('SELECT name_vi FROM policy_bi.dim_sector WHERE sector_number = 4'))[0].name_vi).toString('hex'),
		'42e1baa36f206869e1bb836d2078c3a32068e1bb99692c20792074e1babf');
	const [score] = await ask("SELECT sum(met_n) AS met, sum(countable_n) AS countable, min(met_rate) AS rate FROM policy_bi.scorecard_by_plan WHERE year = 2025 AND scope_code = 'local'");
	// sum() of integers is a bigint, which pg gives as text
	check('measure of a dashboard', Math.abs(100 * score.met / score.countable - score.rate) < 1e-9, true);
	check('a filter on a status finds rows',
		(await ask("SELECT indicator_code FROM policy_bi.fact_verdict WHERE status_code = 'missed'")).length > 0, true);
	check('words for columns come from data_dictionary',
		Object.fromEntries((await ask("SELECT view_name, column_name, description_vi, description_en FROM policy_bi.data_dictionary"))
			.map((r) => [`${r.view_name}.${r.column_name}`, `${r.description_vi} | ${r.description_en}`])),
		Object.fromEntries(Object.entries(comments).filter(([name]) => !name.endsWith('.'))));
	// Evidence runs nothing that is not a query: it counts the rows of all first
	if (client !== 'evidence') {
		let state = 'written';
		try { await ask('DELETE FROM policy_bi.dim_status'); } catch (refusal) { state = refusal.code ?? refusal.message; }
		check('nothing can be written', ['25006', '42501', '55000'].includes(state), true);
	}
	await reader.close();
	console.log(`1..${n}`);
}

// a connector that failed may keep its connection, and with it the process
main().catch((fault) => check(fault.stack, 'failed', 'done')).finally(() => process.exit());
