import { style as reportStyle } from "#lib/reports/report/html-style.ts";

/** The look of the pages: that of a report, with what leads from one to the next. */
export const style = `${reportStyle}
.skip{position:absolute;left:-9999px}.skip:focus{position:static;display:inline-block;margin-bottom:8px}
.banner{margin:10px 0;padding:8px 12px;border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:8px;background:var(--surface)}
.main-nav ul,.tabs ul{margin:6px 0;padding:0;border:0}.main-nav{padding-bottom:4px;border-bottom:1px solid var(--line)}
nav li{min-height:24px;line-height:24px}
nav a{display:inline-block;min-width:24px}
nav a[aria-current]{font-weight:650;color:var(--ink);text-decoration:none;border-bottom:2px solid var(--accent)}
.trail ol{display:flex;flex-wrap:wrap;gap:0 8px;padding:0;margin:10px 0 0;list-style:none;color:var(--ink-3)}
.trail li+li::before{content:"\\203A";margin-right:8px}
.tabs{margin:8px 0 0}
pre.command{margin:6px 0;padding:6px 10px;border:1px solid var(--line);border-radius:6px;background:var(--sunken);white-space:pre-wrap;overflow-wrap:anywhere}
.steps>li{padding:6px 0}
.steps figure{margin:6px 0}.steps p{margin:2px 0}
.here ul{align-items:baseline}.here ul::before{content:"On this page:";line-height:24px;color:var(--ink-3)}
footer{margin-top:48px;padding-top:10px;border-top:1px solid var(--line);color:var(--ink-3);font-size:12.5px}
@media print{.skip,.trail,footer{display:none}.banner{border-color:#999}}
`;
