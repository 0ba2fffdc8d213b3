/**
 * Every colour and size is a custom property that the page may set on `rapport-chat`:
 * `--rapport-accent`, `--rapport-on-accent`, `--rapport-surface`, `--rapport-raised`, `--rapport-text`,
 * `--rapport-muted`, `--rapport-line`, `--rapport-danger`, `--rapport-good`, `--rapport-star`, `--rapport-shadow`,
 * `--rapport-font`, `--rapport-size`, `--rapport-radius`, `--rapport-width`, `--rapport-height`, `--rapport-inset`,
 * `--rapport-card`, `--rapport-layer`.
 */
const light = `
  --accent: var(--rapport-accent, #0d6b5c);
  --on-accent: var(--rapport-on-accent, #fff);
  --surface: var(--rapport-surface, #fff);
  --raised: var(--rapport-raised, #f4f3ef);
  --text: var(--rapport-text, #1c2321);
  --muted: var(--rapport-muted, #5f6966);
  --line: var(--rapport-line, #e4e2dc);
  --danger: var(--rapport-danger, #b3321f);
  --good: var(--rapport-good, #1c7450);
  --star: var(--rapport-star, #a8650a);
  --shadow: var(--rapport-shadow, 0 1px 2px #0f1f1a14, 0 12px 48px #0f1f1a2e);
  color-scheme: light;`;

const dark = `
  --accent: var(--rapport-accent, #74d3ba);
  --on-accent: var(--rapport-on-accent, #06231d);
  --surface: var(--rapport-surface, #161c1b);
  --raised: var(--rapport-raised, #212a28);
  --text: var(--rapport-text, #e8edeb);
  --muted: var(--rapport-muted, #9eaaa6);
  --line: var(--rapport-line, #2f3a37);
  --danger: var(--rapport-danger, #ff9d8b);
  --good: var(--rapport-good, #7bd3a4);
  --star: var(--rapport-star, #efbb5c);
  --shadow: var(--rapport-shadow, 0 1px 2px #0006, 0 12px 48px #000a);
  color-scheme: dark;`;

const css = `
:host { ${light} }
@media (prefers-color-scheme: dark) { :host(:not([theme=light])) { ${dark} } }
:host([theme=dark]) { ${dark} }
:host {
  --font: var(--rapport-font, system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif);
  --size: var(--rapport-size, 15px);
  --radius: var(--rapport-radius, 20px);
  --inset: var(--rapport-inset, 24px);
  --tint: color-mix(in srgb, var(--accent) 11%, var(--surface));
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.root { font: 400 var(--size)/1.55 var(--font); color: var(--text); text-align: start; }
h2, h3, p, ul, ol, pre, blockquote, dl { margin: 0; padding: 0; font: inherit; }
ul { list-style: none; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; -webkit-tap-highlight-color: transparent; }
button:disabled { cursor: default; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.icon { inline-size: 1.25em; block-size: 1.25em; display: block; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.quiet { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.caption { font-size: .8667em; color: var(--muted); }

.launcher { position: fixed; inset-block-end: var(--inset); inset-inline-end: var(--inset); z-index: var(--rapport-layer, 1000);
  inline-size: 60px; block-size: 60px; border-radius: 50%; display: grid; place-items: center; font-size: 1.2rem;
  background: var(--accent); color: var(--on-accent); box-shadow: var(--shadow); transition: transform .2s; }
.launcher:hover { transform: scale(1.05); }
.launcher:focus-visible { outline-offset: 3px; }
.badge { position: absolute; inset-block-start: -2px; inset-inline-end: -2px; min-inline-size: 22px; padding-inline: 6px; border-radius: 11px;
  font-size: 12px; line-height: 22px; font-weight: 600; background: var(--danger); color: var(--surface); }

.panel { position: fixed; inset: auto; inset-block-end: var(--inset); inset-inline-end: var(--inset); z-index: var(--rapport-layer, 1000);
  margin: 0; padding: 0; border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; max-inline-size: none; max-block-size: none;
  inline-size: min(var(--rapport-width, 408px), 100vw - 2 * var(--inset));
  block-size: min(var(--rapport-height, 720px), 100dvh - 2 * var(--inset));
  background: var(--surface); color: var(--text); box-shadow: var(--shadow); }
.panel[open] { display: flex; flex-direction: column; animation: rise .24s cubic-bezier(.2, .8, .2, 1); }
.panel::backdrop { background: none; }
.header { display: flex; align-items: center; gap: 12px; padding: 14px 14px 14px 18px; border-block-end: 1px solid var(--line); }
.header > div { flex: 1; min-inline-size: 0; }
.header h2 { font-size: 1.0667em; font-weight: 620; line-height: 1.3; letter-spacing: -.005em; }
.header .caption { line-height: 1.35; font-size: .8333em; }
.header .caption::before { content: ""; display: inline-block; inline-size: 7px; block-size: 7px; border-radius: 50%; margin-inline-end: 6px; background: var(--muted); vertical-align: 1px; }
[data-connection=connected] .header .caption::before { background: var(--good); }
.mark { inline-size: 38px; block-size: 38px; border-radius: 50%; flex: none;
  background: radial-gradient(circle at 68% 26%, #fff9 0 4%, #fff0 5%), conic-gradient(from 200deg at 50% 92%, #0b3d3a, #0d6b5c 30%, #58c9a6 46%, #b5e6a9 52%, #2f8f9d 62%, #0b3d3a); }
.small { display: grid; place-items: center; inline-size: 36px; block-size: 36px; border-radius: 10px; color: var(--muted); }
.small:hover { background: var(--raised); color: var(--text); }
.link { color: var(--accent); font-weight: 600; text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; white-space: nowrap; }
.link:disabled { opacity: .5; }
.banner { display: flex; gap: 12px; justify-content: space-between; padding: 9px 18px; font-size: .8667em; line-height: 1.45; background: var(--raised); border-block-end: 1px solid var(--line); }

.stage { position: relative; flex: 1; min-block-size: 0; }
.log { block-size: 100%; overflow: hidden auto; overscroll-behavior: contain; overflow-anchor: none; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
.log:focus-visible { outline-offset: -3px; border-radius: 8px; }
.content { display: flex; flex-direction: column; gap: 22px; padding: 20px 18px 14px; min-block-size: 100%; }
.turns, .turn { display: flex; flex-direction: column; gap: 22px; }
.turn { gap: 16px; }
.turns:empty { display: none; }
.greeting { max-inline-size: 34ch; }
.greeting:has(+ .turns:empty) { font-size: 1.2em; line-height: 1.45; font-weight: 560; letter-spacing: -.01em; text-wrap: pretty; }
.turns:empty + .chips { margin-block-start: 0; }
.user { display: flex; flex-direction: column; align-items: flex-end; gap: 4px; padding-inline-start: 44px; }
.bubble { padding: 9px 14px; border-radius: 18px; overflow-wrap: anywhere; white-space: pre-wrap; }
.user .bubble { background: var(--accent); color: var(--on-accent); border-end-end-radius: 5px; }
.agent { display: flex; flex-direction: column; align-items: flex-start; gap: 4px; padding-inline-end: 44px; }
.agent .bubble { background: var(--raised); border-end-start-radius: 5px; }
.delivery { font-size: .8em; color: var(--muted); }
.delivery:empty { display: none; }
.system { align-self: center; text-align: center; font-size: .8667em; color: var(--muted); padding-inline: 24px; }
.bot { display: flex; flex-direction: column; gap: 12px; min-inline-size: 0; }

.prose { overflow-wrap: anywhere; }
.prose > * + * { margin-block-start: .7em; }
.prose .heading { font-weight: 650; }
.prose strong { font-weight: 650; }
.prose strong a { color: inherit; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); text-decoration-thickness: 1px; }
.prose strong a:hover { color: var(--accent); }
.prose ul, .prose ol { padding-inline-start: 1.25em; }
.prose ul { list-style: disc; }
.prose li::marker { color: var(--muted); }
.prose li + li, .prose li > ul, .prose li > ol { margin-block-start: .3em; }
.prose code { font: .9em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--raised); padding: .1em .35em; border-radius: 5px; }
.prose pre { background: var(--raised); padding: 10px 12px; border-radius: 10px; overflow-x: auto; }
.prose pre code { background: none; padding: 0; }
.prose blockquote { padding-inline-start: 12px; border-inline-start: 3px solid var(--line); color: var(--muted); }
.prose hr { border: 0; border-block-start: 1px solid var(--line); }
.streaming > :last-child:not(ul, ol)::after, .streaming > :is(ul, ol):last-child > li:last-child::after {
  content: ""; display: inline-block; inline-size: 2px; block-size: 1.05em; margin-inline-start: 2px; border-radius: 1px;
  vertical-align: -.16em; background: var(--accent); animation: blink 1s steps(2, jump-none) infinite; }
.typing { display: flex; gap: 5px; padding: 8px 2px; }
.typing i { inline-size: 7px; block-size: 7px; border-radius: 50%; background: var(--muted); animation: wave 1.2s infinite ease-in-out; }
.typing i:nth-child(2) { animation-delay: .15s; }
.typing i:nth-child(3) { animation-delay: .3s; }
.note { display: flex; flex-wrap: wrap; gap: 2px 12px; font-size: .8667em; color: var(--muted); }
.note[data-kind=error], .note[data-kind=interrupted] { padding: 9px 13px; border-radius: 12px; justify-content: space-between;
  background: color-mix(in srgb, var(--danger) 8%, var(--surface)); color: var(--text); }
.note[data-kind=error] { border-inline-start: 3px solid var(--danger); border-radius: 4px 12px 12px 4px; }
.after { display: flex; flex-direction: column; gap: 12px; }
.after:empty, .bot[data-state=streaming] .after, .bot[data-state=waiting] .after { display: none; }
.actions { display: flex; gap: 2px; margin: -6px -7px 0; }
.actions .small { inline-size: 32px; block-size: 32px; font-size: .8667em; }
.actions [aria-pressed=true] { color: var(--accent); background: var(--tint); }

.cards { position: relative; margin-inline: -18px; animation: fade .3s; }
.row { display: flex; gap: 10px; padding: 2px 18px 8px; overflow: auto hidden; scroll-snap-type: x proximity; scroll-padding-inline: 18px; scrollbar-width: none; }
.row::-webkit-scrollbar { display: none; }
.card { position: relative; flex: none; inline-size: var(--rapport-card, 172px); display: flex; flex-direction: column; scroll-snap-align: start;
  border: 1px solid var(--line); border-radius: 14px; overflow: hidden; background: var(--surface); transition: border-color .2s, box-shadow .2s; }
.card:has(a):hover { border-color: color-mix(in srgb, var(--accent) 45%, var(--line)); box-shadow: 0 4px 16px #0f1f1a14; }
.card:focus-within { border-color: var(--accent); }
.picture { position: relative; aspect-ratio: 4 / 3; overflow: hidden; background: var(--raised); }
.picture img { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; }
.facts { display: flex; flex-direction: column; gap: 3px; padding: 10px 12px 12px; flex: 1; font-size: .8667em; line-height: 1.4; overflow-wrap: anywhere; }
.brand { color: var(--muted); font-size: .8462em; }
.card h3 { font-weight: 600; line-height: 1.32; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2; overflow: hidden; }
.card h3 a { color: inherit; text-decoration: none; }
.card h3 a::after { content: ""; position: absolute; inset: 0; border-radius: 14px; }
.card h3 a:focus-visible { outline: none; }
.card h3 a:focus-visible::after { outline: 2px solid var(--accent); outline-offset: -2px; }
.price { font-variant-numeric: tabular-nums; margin-block-start: 2px; }
.price .now { font-weight: 650; font-size: 1.0769em; }
.price[data-reduced] .now { color: var(--danger); }
.price s { color: var(--muted); font-size: .9231em; white-space: nowrap; }
.rating { color: var(--muted); font-size: .9231em; }
.star { color: var(--star); }
.availability { font-size: .9231em; color: var(--muted); }
.availability::before { content: ""; display: inline-block; inline-size: 6px; block-size: 6px; border-radius: 50%; margin-inline-end: 6px; background: currentColor; vertical-align: 1.5px; }
[data-availability=in_stock] { color: var(--good); }
[data-availability=limited_availability] { color: var(--star); }
.why { display: flex; flex-wrap: wrap; gap: 4px; margin-block-start: auto; padding-block-start: 6px; }
.why li { padding: 1px 7px; border-radius: 6px; font-size: .8462em; background: var(--tint); color: var(--text); max-inline-size: 100%; overflow-wrap: anywhere; }
.after .card { --rapport-card: 140px; }
.after .why, .after .availability { display: none; }
.pager { position: absolute; inset-block-start: 40px; z-index: 1; inline-size: 34px; block-size: 34px; border-radius: 50%; display: none; place-items: center;
  background: var(--surface); border: 1px solid var(--line); box-shadow: 0 2px 10px #0f1f1a26; opacity: 0; transition: opacity .2s; }
.pager.left { left: 8px; }
.pager.right { right: 8px; }
@media (hover: hover) { .cards[data-scrolls] .pager { display: grid; } .cards:hover .pager { opacity: 1; } }

.faqs { display: flex; flex-direction: column; gap: 6px; }
details { border: 1px solid var(--line); border-radius: 12px; font-size: .9333em; }
summary { display: flex; gap: 10px; justify-content: space-between; padding: 8px 12px; cursor: pointer; list-style: none; border-radius: 12px; font-weight: 520; line-height: 1.45; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ""; flex: none; inline-size: 7px; block-size: 7px; margin: 6px 3px 0; border: solid var(--muted); border-width: 0 1.5px 1.5px 0; rotate: 45deg; transition: rotate .2s; }
details[open] summary::after { rotate: 225deg; margin-block-start: 9px; }
summary:hover { background: var(--raised); }
details .prose { padding: 2px 12px 12px; color: var(--muted); }

.chips { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: auto; }
.chips:empty { display: none; }
.chip { padding: 7px 13px; border: 1px solid color-mix(in srgb, var(--accent) 38%, var(--line)); border-radius: 18px; font-size: .9em; line-height: 1.35; text-align: start; color: var(--accent); font-weight: 520; transition: background .15s; }
.chip:hover { background: var(--tint); }

.composer { padding: 8px 14px max(14px, env(safe-area-inset-bottom)); }
.field { display: flex; align-items: flex-end; gap: 6px; padding: 5px; padding-inline-start: 16px; border: 1px solid color-mix(in srgb, var(--muted) 45%, var(--line)); border-radius: 24px; background: var(--surface); transition: border-color .15s, box-shadow .15s; }
.field:focus-within { border-color: var(--accent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 16%, transparent); }
textarea { flex: 1; min-inline-size: 0; font: inherit; line-height: 1.45; color: inherit; background: none; border: 0; padding: 7px 0; margin: 0; resize: none; outline: none; max-block-size: 140px; scrollbar-width: thin; }
textarea:focus-visible { outline: none; }
textarea::placeholder { color: var(--muted); opacity: 1; }
.round { flex: none; display: grid; place-items: center; inline-size: 36px; block-size: 36px; border-radius: 50%; background: var(--accent); color: var(--on-accent); transition: background .15s, opacity .15s; }
.round:disabled { background: var(--raised); color: var(--muted); }
.icon-stop { fill: currentColor; }
.counter { font-size: .8em; color: var(--muted); text-align: end; padding: 0 12px 4px; }
.stage:has(.jump:not([hidden]))::after { content: ""; position: absolute; inset: auto 0 0; block-size: 56px; pointer-events: none; background: linear-gradient(to bottom, transparent, var(--surface)); }
.jump { position: absolute; z-index: 1; inset-block-end: 6px; inset-inline: 0; margin-inline: auto; background: var(--surface); color: var(--text); border: 1px solid var(--line); box-shadow: 0 3px 14px #0f1f1a2b; }

@keyframes rise { from { opacity: 0; transform: translateY(14px); } }
@keyframes fade { from { opacity: 0; } }
@keyframes blink { from { opacity: 1; } to { opacity: 0; } }
@keyframes wave { 0%, 60%, 100% { opacity: .35; transform: none; } 30% { opacity: 1; transform: translateY(-3px); } }
@media (max-width: 40rem) {
  .panel { inset: 0; inline-size: 100vw; block-size: var(--visible, 100dvh); border: 0; border-radius: 0; box-shadow: none; }
  textarea { font-size: max(16px, 1em); }
  .launcher { --inset: var(--rapport-inset, 18px); }
}
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
}
@media (forced-colors: active) {
  .card, .chip, .round, .launcher, .bubble { border: 1px solid; }
}
`;

export const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
