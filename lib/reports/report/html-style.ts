/** The look of the file: light and dark by the reader's system, and a print style that lets tables break well. */
export const style = `
:root{color-scheme:light dark;--bg:#fbfbfc;--surface:#fff;--sunken:#f3f4f6;--line:#e2e4e8;--ink:#1b1f27;--ink-2:#4b515c;--ink-3:#636a76;--accent:#175a94;
--critical:#a8123a;--critical-soft:#fdeef0;--high:#97450c;--high-soft:#fef2e8;--medium:#79600a;--medium-soft:#fdf5dc;--low:#456b85;--low-soft:#eff4f7;--info:#4b515c;--info-soft:#eff4f7;--holds:#1a6c46;--unknown:#636770}
@media (prefers-color-scheme:dark){:root{--bg:#0f1216;--surface:#15181d;--sunken:#1b1f25;--line:#2b3038;--ink:#eceef1;--ink-2:#b1b7c0;--ink-3:#9098a3;--accent:#6db3ec;
--critical:#ff8089;--critical-soft:#3a1a20;--high:#f7a15c;--high-soft:#38230f;--medium:#e8c455;--medium-soft:#322a10;--low:#8fb8d3;--low-soft:#1c2832;--info:#b1b7c0;--info-soft:#1c2832;--holds:#5fc692;--unknown:#9a9fa8}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1120px;padding:24px 20px 60px;font:14px/1.5 Geist,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:var(--bg);overflow-wrap:anywhere}
h1{font-size:24px;letter-spacing:-.015em;margin:0 0 4px}
h2{font-size:18px;margin:36px 0 8px;padding-top:14px;border-top:2px solid var(--line)}
h3{font-size:15px;margin:26px 0 6px}
h4{font-size:13px;margin:18px 0 6px;color:var(--ink-2)}
p{margin:6px 0}
.made,.quiet{color:var(--ink-3)}
a{color:var(--accent)}
nav ul{display:flex;flex-wrap:wrap;gap:2px 16px;padding:0;margin:12px 0;list-style:none}nav a{display:inline-block;line-height:24px}
code,pre{font:12.5px/1.5 "Geist Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.scroll{overflow-x:auto;margin:8px 0;border:1px solid var(--line);border-radius:8px;background:var(--surface)}
table{border-collapse:collapse;width:100%;font-size:13px}
th{text-align:left;font-weight:500;color:var(--ink-3);font-size:12px}
th,td{padding:5px 9px;border-bottom:1px solid var(--line);vertical-align:top;white-space:pre-line;overflow-wrap:break-word}
tbody tr:last-child>*{border-bottom:0}
tbody th{font-weight:400;color:inherit;font-size:inherit}
.right{text-align:right;font-variant-numeric:tabular-nums}.center{text-align:center}
dl{display:grid;grid-template-columns:minmax(90px,max-content) minmax(0,1fr);gap:3px 14px;margin:8px 0}
dt{color:var(--ink-3)}dd{margin:0;white-space:pre-line}
ol,ul{padding-left:22px;margin:6px 0}
li{white-space:pre-line}main li+li{margin-top:3px}
.checks{padding:0;list-style:none}.checks li{display:flex;gap:9px;break-inside:avoid}.box{flex:none;width:15px;height:15px;margin-top:3px;border:1.5px solid var(--ink-2);border-radius:2px;font-size:13px;line-height:12px;font-weight:700;text-align:center}
figure{margin:8px 0;border:1px solid var(--line);border-radius:8px;background:var(--sunken);overflow:hidden}
figcaption{padding:4px 10px;color:var(--ink-3);font-size:12px;border-bottom:1px solid var(--line)}
figure pre{margin:0;padding:6px 10px;white-space:pre-wrap}
figure pre i{font-style:normal;color:var(--ink-3);user-select:none}
.drawing>div{overflow-x:auto;padding:10px;background:var(--surface)}
.drawing svg{display:block;width:100%;max-width:720px;min-width:560px;height:auto;--paint:var(--ink-3);fill:var(--ink)}
.drawing details{padding:4px 10px;border-top:1px solid var(--line);font-size:12px}.drawing details li{margin:2px 0}
.drawing summary{color:var(--ink-3);line-height:24px}.drawing .scroll{font-size:13px}
svg .box{fill:var(--surface);stroke:var(--paint);stroke-width:.8}svg .soft{fill:var(--sunken)}svg .line{fill:none;stroke:var(--paint);stroke-width:.8}svg .full{fill:var(--paint)}
svg .heavy{stroke-width:2}svg .dashed{stroke-dasharray:4 3}svg .line.quiet{stroke:var(--line)}svg text.quiet{fill:var(--ink-3)}svg text.center{text-anchor:middle}svg text.right{text-anchor:end}svg text.strong{font-weight:600}
svg .critical{--paint:var(--critical)}svg .high{--paint:var(--high)}svg .medium{--paint:var(--medium)}svg .low{--paint:var(--low)}svg .info{--paint:var(--info)}svg .holds{--paint:var(--holds)}svg .unknown{--paint:var(--unknown)}
svg text.critical,svg text.high,svg text.medium,svg text.low,svg text.info,svg text.holds,svg text.unknown{fill:var(--paint)}
.t{font-weight:550}.t::before{font-weight:700;margin-right:.35em;content:var(--sign)"\\2060"}
.t-critical{color:var(--critical);--sign:"\\2B23"}.t-high{color:var(--high);--sign:"\\25B2"}.t-medium{color:var(--medium);--sign:"\\25C6"}.t-low{color:var(--low);--sign:"\\25CB"}
.t-info{color:var(--info);--sign:"i"}.t-holds{color:var(--holds);--sign:"\\2713"}.t-unknown{color:var(--unknown);--sign:"?"}.t-not-applicable{color:var(--ink-3);font-weight:400;--sign:"\\2013"}
.g-critical{background:var(--critical-soft)}.g-high{background:var(--high-soft)}.g-medium{background:var(--medium-soft)}.g-low{background:var(--low-soft)}
.g-unknown{background:repeating-linear-gradient(135deg,transparent 0 4px,color-mix(in srgb,var(--ink) 6%,transparent) 4px 6px)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@page{margin:16mm 14mm}
@media print{:root{color-scheme:light;--bg:#fff;--surface:#fff;--sunken:#f3f4f6;--line:#d5d8dd;--ink:#111;--ink-2:#333;--ink-3:#555;--accent:#111;
--critical:#a8123a;--critical-soft:#fdeef0;--high:#97450c;--high-soft:#fef2e8;--medium:#79600a;--medium-soft:#fdf5dc;--low:#456b85;--low-soft:#eff4f7;--info:#444;--holds:#1a6c46;--unknown:#555}
.drawing svg{min-width:0;max-width:none}.drawing details:not([open]){display:none}
body{max-width:none;padding:0;font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}nav{display:none}
.scroll{overflow:visible;border-radius:0}table{font-size:8.5pt}th,td{overflow-wrap:anywhere}thead{display:table-header-group}tr,figure{break-inside:avoid}h2,h3,h4{break-after:avoid}a{text-decoration:none}code,pre{font-size:8.5pt}}
`;
