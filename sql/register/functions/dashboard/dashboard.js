'use strict';
// Filters of the list of indicators; they live in the address, so that a view
// can be sent on.  Without this script the page is the whole list.
const form = document.querySelector('form');
const count = document.querySelector('output');
const list = document.getElementById('rows');
const rows = [...list.children];
const fields = [...form.elements].filter((field) => field.name);
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
// made when text is first sought
let words;
let rest;

function fits(row, place) {
	return fields.every(({ name, value }) => !value.trim() || (name === 'text'
		? words[place].includes(fold(value.trim()))
		: `|${row.dataset[name]}|`.includes(`|${value}|`)));
}

// Rows are taken out, not hidden: browsers restyle hidden ones by seconds.
// Those below the first screens follow when these stand.
function show() {
	if (form.elements.text.value) words ??= rows.map((row) => fold(row.querySelector('summary').textContent));
	const kept = rows.filter(fits);
	clearTimeout(rest);
	list.replaceChildren(...kept.slice(0, 200));
	rest = setTimeout(() => list.append(...kept.slice(200)));
	count.textContent = count.dataset.words.replace('{shown}', kept.length).replace('{all}', rows.length)
		.replace('{counted}', kept.filter((row) => !('detail' in row.dataset)).length);
}

function write() {
	const chosen = new URLSearchParams(fields.map(({ name, value }) => [name, value.trim()]).filter(([, value]) => value));
	history.replaceState(null, '', '#' + (chosen.toString() || 'indicators'));
	show();
}

// An address without filters leaves them as they are.
function read() {
	const chosen = new URLSearchParams(location.hash.slice(1));
	if (!fields.some(({ name }) => chosen.has(name))) return;
	for (const field of fields) field.value = chosen.get(field.name) ?? '';
	show();
	document.getElementById('indicators').scrollIntoView();
}

form.hidden = false;
form.addEventListener('input', write);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(write));
addEventListener('hashchange', read);
show();
read();
