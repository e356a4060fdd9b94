import { found, operationsOf } from './contract.js';
import { h } from './dom.js';
import { firstLanguage, LABELS, rememberLanguage } from './labels.js';
import { operationView } from './operation-view.js';
import { showSession } from './session.js';

const at = (id) => document.getElementById(id);
const state = { language: firstLanguage(localStorage, navigator.language), contract: undefined, operations: [] };
const words = () => LABELS[state.language];

function itemOf(operation) {
  const isCurrent = location.hash === `#${operation.id}`;
  return h(
    'li',
    {},
    h(
      'a',
      { href: `#${operation.id}`, 'aria-current': isCurrent ? 'page' : undefined },
      h('span', { class: `method ${operation.method}` }, operation.method),
      h('span', {}, operation.summary, h('code', {}, operation.path)),
    ),
  );
}

function groupOf([tag, operations]) {
  return [h('h2', {}, tag), h('ul', {}, ...operations.map(itemOf))];
}

function showList() {
  const groups = Object.groupBy(found(state.operations, at('search').value), ({ tag }) => tag);
  const shown = Object.entries(groups).flatMap(groupOf);
  at('list').replaceChildren(...(shown.length > 0 ? shown : [h('p', { class: 'quiet' }, words().nothing)]));
}

function showOperation() {
  const operation = state.operations.find(({ id }) => location.hash === `#${id}`);
  const text = state.contract ? words().choose : words().unavailable;
  const content = operation ? operationView(state.contract, operation, words()) : [h('p', {}, text)];
  at('main').replaceChildren(...content);
  document.title = operation ? `${operation.summary} · Oneshelf API` : 'Oneshelf API';
}

function showWords() {
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  at('language').textContent = words().language;
  at('language').lang = state.language === 'zh' ? 'en' : 'zh-CN';
  for (const element of document.querySelectorAll('[data-label]')) {
    const text = words()[element.dataset.label];
    if (element.dataset.as) element.setAttribute(element.dataset.as, text);
    else element.textContent = text;
  }
  at('search').setAttribute('aria-label', words().search);
}

function showAll() {
  showWords();
  showSession(at('session'), words());
  showList();
  showOperation();
}

/** Moves the focus through the list, from the search field down and back up to it. */
function step(direction) {
  const stops = [at('search'), ...at('list').querySelectorAll('a')];
  const here = stops.indexOf(document.activeElement);
  if (here < 0) return false;
  stops[Math.min(Math.max(here + direction, 0), stops.length - 1)].focus();
  return true;
}

const isTyping = (target) => ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);

const keys = {
  '/': (event) => {
    if (isTyping(event.target)) return false;
    at('search').focus();
    return true;
  },
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Escape: (event) => {
    if (event.target !== at('search')) return false;
    at('search').value = '';
    showList();
    return true;
  },
};

document.addEventListener('keydown', (event) => {
  if (keys[event.key]?.(event)) event.preventDefault();
});
at('search').addEventListener('input', showList);
at('language').addEventListener('click', () => {
  state.language = state.language === 'zh' ? 'en' : 'zh';
  rememberLanguage(localStorage, state.language);
  showAll();
});
addEventListener('hashchange', () => {
  showList();
  showOperation();
  at('title')?.focus();
});

const reply = await fetch('/openapi.json').catch(() => undefined);
if (reply?.ok) {
  state.contract = await reply.json();
  state.operations = operationsOf(state.contract);
}
showAll();
