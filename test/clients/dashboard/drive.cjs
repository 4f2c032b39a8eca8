// Use the dashboard as its readers do, in headless Chromium, and compare what
// it shows with what the register says.  Prints TAP.
//     node drive.cjs DIRECTORY PICTURES
// DIRECTORY has plan.html, department.html and many.html, and said.json with
// the register's own counts; screenshots go to PICTURES.
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const [directory, pictures] = process.argv.slice(2);
const url = (name, hash = '') => `file://${path.resolve(directory, name)}${hash}`;
const said = JSON.parse(fs.readFileSync(path.join(directory, 'said.json')));
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync'];

let n = 0;
function check(what, have, want) {
	const [h, w] = [JSON.stringify(have), JSON.stringify(want)];
	console.log(`${h === w ? 'ok' : 'not ok'} ${++n} - dashboard: ${what}`);
	if (h !== w) console.log(`# have: ${h}\n# want: ${w}`);
}

// Runs in the page: texts whose contrast is below what WCAG 2 AA asks for.
function faint() {
	const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
	const rgba = (colour) => {
		paint.clearRect(0, 0, 1, 1);
		paint.fillStyle = colour;
		paint.fillRect(0, 0, 1, 1);
		return [...paint.getImageData(0, 0, 1, 1).data];
	};
	const luminance = (colour) => {
		const [r, g, b] = colour.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ground = (element) => {
		for (let e = element; e; e = e.parentElement) {
			const colour = rgba(getComputedStyle(e).backgroundColor);
			if (colour[3] === 255) return colour;
		}
		return [255, 255, 255, 255];
	};
	const found = new Set();
	let texts = 0;
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const element = walk.currentNode.parentElement;
		if (!walk.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('script, option')) continue;
		const style = getComputedStyle(element);
		const [one, other] = [luminance(rgba(style.color)), luminance(ground(element))].sort((a, b) => b - a);
		const size = parseFloat(style.fontSize);
		texts++;
		if ((one + 0.05) / (other + 0.05) < (size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5))
			found.add(`${element.className || element.tagName}: ${style.color} ${walk.currentNode.textContent.trim().slice(0, 20)}`);
	}
	return { texts: texts > 100, faint: [...found].slice(0, 5) };
}
// Runs in the page: what reaches beyond its right edge.
const beyond = () => [...document.querySelectorAll('body *')]
	.filter((e) => e.checkVisibility() && !e.closest('.wide') && e.getBoundingClientRect().right > innerWidth + 0.5)
	.map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 30)}`).slice(0, 5);
const shown = (page) => page.locator('#rows > li:visible').count();
const codes = (page) => page.locator('#rows > li:visible').evaluateAll((rows) => rows.map((row) => row.id).sort());
const counted = async (page) => Number((await page.locator('output').textContent()).match(/(\d+) được tính/)[1]);

async function main() {
	const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
	const faults = [];
	const open = async (context, address) => {
		const page = await context.newPage();
		page.on('pageerror', (e) => faults.push(String(e)));
		page.on('console', (m) => faults.push(m.text()));
		page.on('request', (r) => { if (!/^(file|data):/.test(r.url())) faults.push(r.url()); });
		await page.goto(address);
		return page;
	};
	const desk = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
	let page = await open(desk, url('plan.html'));

	check('every measured indicator is listed', await shown(page), said.measured);
	check('the language is declared', await page.evaluate(() => document.documentElement.lang), 'vi');
	check('one main heading', await page.locator('h1').count(), 1);
	check('every picture has words in its place', await page.locator('img:not([alt]), img[alt=""]').count(), 0);
	check('every picture can be drawn', await page.evaluate(async () => {
		const images = [...document.images];
		await Promise.all(images.map((i) => i.decode().catch(() => {})));
		return [images.length > 100, images.filter((i) => !i.naturalWidth).length];
	}), [true, 0]);
	check('worst first', await page.locator('#rows > li').evaluateAll((rows) =>
		rows.map((row) => row.dataset.verdict).join(' ').replace(/^((missed|near) )+/, '').match(/missed|near/)), null);
	await page.screenshot({ path: `${pictures}/dashboard.png` });

	// filters
	await page.getByLabel('Nhóm chỉ tiêu').selectOption('4');
	check('a sector', await codes(page), said.sector4);
	await page.getByLabel('Kết quả').selectOption('missed');
	check('and its missed ones', await codes(page), said.sector4_missed);
	check('stand in the address', new URL(page.url()).hash, '#sector=4&verdict=missed');
	const sent = await open(desk, url('plan.html', '#sector=4&verdict=missed'));
	check('which can be sent on', await codes(sent), said.sector4_missed);
	await sent.close();
	await page.getByRole('button', { name: 'Bỏ lọc' }).click();
	// The page answers a reset after the click has returned.
	for (let tries = 0; tries < 40 && String(await shown(page)) !== String(said.measured); tries++)
		await page.waitForTimeout(50);
	check('cleared', await shown(page), said.measured);
	await page.getByLabel('Cơ quan chủ trì').selectOption('YT');
	check('an agency', await codes(page), said.agency_yt);
	await page.getByRole('button', { name: 'Bỏ lọc' }).click();
	await page.getByLabel('Tiến độ').selectOption('off');
	check('what is off the way', await codes(page), said.off);
	await page.getByRole('button', { name: 'Bỏ lọc' }).click();
	await page.getByRole('searchbox').fill('bảo hiểm xã hội');
	const marked = await codes(page);
	await page.getByRole('searchbox').fill('BAO HIEM XA HOI');
	check('text is found without its marks', [marked.length > 3, await codes(page)], [true, marked]);
	await page.getByRole('searchbox').fill('không có đâu');
	check('or not at all', [await shown(page), await page.locator('output').textContent()],
		[0, `Hiện 0 trong ${said.measured} chỉ tiêu; 0 được tính vào tổng.`]);
	check('the count is announced', await page.locator('output').getAttribute('aria-live'), 'polite');

	// tiles and bars lead to the list
	for (const [verdict, number] of Object.entries(said.tiles)) {
		await page.locator(`.tiles a[href="#verdict=${verdict}"]`).click();
		await page.waitForFunction((v) => document.querySelector('form').elements.verdict.value === v, verdict);
		check(`the tile ${verdict} leads to what it counts`, await counted(page), number);
	}
	await page.locator('.bars a', { hasText: 'Sở Y tế' }).click();
	await page.waitForFunction(() => document.querySelector('form').elements.agency.value === 'YT');
	check('so does the bar of an agency', await codes(page), said.agency_yt);
	check('with the list in sight', await page.locator('#indicators').evaluate((e) => Math.abs(e.getBoundingClientRect().top) < 300), true);
	await page.locator('.tiles a[href="#reports"]').click();
	check('the tile of reports leads to them and leaves the list', [await codes(page), new URL(page.url()).hash], [said.agency_yt, '#reports']);
	await page.goBack();

	// opening, by keyboard
	await page.goto(url('plan.html', '#verdict=missed'));
	await page.reload();
	await page.locator('#rows summary:visible').first().focus();
	await page.keyboard.press('Enter');
	check('a row opens by keyboard', await page.locator('#rows details[open]').count(), 1);
	const row = page.locator('#rows > li:has(details[open])');
	check('to its sentence, pictures, source and targets', await row.evaluate((li) =>
		[/^Chưa đạt/.test(li.querySelector('p').textContent), li.querySelectorAll('img').length,
			['Nguồn', 'Mục tiêu địa phương', 'Mục tiêu Trung ương'].every((t) => li.textContent.includes(t))]), [true, 2, true]);
	await page.screenshot({ path: `${pictures}/dashboard-open.png` });

	// light, dark, paper
	await page.evaluate(() => document.querySelectorAll('details').forEach((d, i) => { d.open = i < 20; }));
	for (const colorScheme of ['light', 'dark']) {
		await page.emulateMedia({ colorScheme });
		check(`every text stands out, ${colorScheme}`, await page.evaluate(faint), { texts: true, faint: [] });
	}
	await page.screenshot({ path: `${pictures}/dashboard-dark.png` });
	await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
	check('paper has no filters, and white ground', await page.evaluate(() =>
		[document.querySelector('form').checkVisibility(), getComputedStyle(document.body).backgroundColor]), [false, 'rgb(255, 255, 255)']);
	check('every text stands out, on paper', await page.evaluate(faint), { texts: true, faint: [] });
	await page.emulateMedia({ colorScheme: 'light', media: null });
	await page.goto('about:blank');
	await page.goto(url('plan.html'));
	const pdf = await page.pdf({ path: `${pictures}/dashboard.pdf`, preferCSSPageSize: true });
	const sizes = new Set([...pdf.toString('latin1').matchAll(/\/MediaBox \[([^\]]*)\]/g)].map((m) => m[1].replace(/\.\d+/g, '')));
	check('it prints on A4 upright', [...sizes], ['0 0 594 841']);

	// a telephone
	const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
	page = await open(phone, url('plan.html'));
	await page.screenshot({ path: `${pictures}/dashboard-phone.png` });
	await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
	check('on a telephone nothing is wider than the screen', await page.evaluate(beyond), []);
	check('nor does the page scroll sideways', await page.evaluate(() => document.documentElement.scrollWidth), 360);
	await page.locator('#rows > li').first().scrollIntoViewIfNeeded();
	await page.screenshot({ path: `${pictures}/dashboard-phone-open.png` });

	// without its script
	const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 1000 } });
	page = await open(plain, url('plan.html', '#verdict=missed'));
	check('without JavaScript it is the whole list', [await shown(page), await page.locator('form').isVisible()], [said.measured, false]);
	await page.locator('#rows summary').nth(2).click();
	check('and rows open', await page.locator('#rows details[open]').count(), 1);

	// a department's own copy
	page = await open(desk, url('department.html'));
	check('a department has its own rows', await shown(page), said.department.measured);
	check('under its own name', await page.locator('header').textContent().then((t) =>
		[t.trim().startsWith(said.department.name), t.includes(`${said.department.lines} trong ${said.lines} dòng`)]), [true, true]);

	// a long plan
	check('2,000 rows weigh 3 MB at most', fs.statSync(path.join(directory, 'many.html')).size <= 3e6, true);
	page = await open(desk, url('many.html'));
	check('they are all there', await shown(page) >= 2000, true);
	// by the processor's time: the machine may be busy with other things
	const session = await desk.newCDPSession(page);
	await session.send('Performance.enable');
	const spent = async () => 1000 * (await session.send('Performance.getMetrics')).metrics.find((m) => m.name === 'ThreadTime').value;
	let slowest = 0;
	for (const [name, value] of [['sector', '4'], ['verdict', 'missed'], ['sector', ''], ['text', 'bao hiem'], ['text', ''], ['verdict', '']]) {
		const start = await spent();
		await page.evaluate(([field, chosen]) => {
			const { elements } = document.querySelector('form');
			elements[field].value = chosen;
			elements[field].dispatchEvent(new Event('input', { bubbles: true }));
			document.body.getBoundingClientRect();
		}, [name, value]);
		slowest = Math.max(slowest, await spent() - start);
		await page.waitForTimeout(100);
	}
	console.log(`# the slowest filter over a long plan: ${slowest.toFixed(1)} ms`);
	check('and a filter takes 100 ms at most', slowest <= 100, true);

	check('no script fails, nothing is refused or fetched', faults, []);
	await browser.close();
	console.log(`1..${n}`);
}

main().catch((e) => {
	console.log(`not ok ${++n} - dashboard: ${e.message.split('\n')[0]}`);
	console.error(e);
	process.exit(1);
});
