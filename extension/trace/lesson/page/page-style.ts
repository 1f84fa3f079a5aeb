/** The style of the saved page: light and dark, from 360 px on, and in print. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--text:light-dark(#1d2430,#e6e9ef);--bg:light-dark(#fff,#1b1d21);--dim:light-dark(#5b6474,#a3acba);--line:light-dark(#d8dde5,#3a3f48);--accent:light-dark(#1d4fc4,#8fb2ff);--soft:light-dark(#e9efff,#22304f);--warn:light-dark(#7a4a00,#f5c26b);--warn-soft:light-dark(#fff6e5,#2f2818);--good:light-dark(#11693a,#6fd39a)}
*{box-sizing:border-box}
body{font:15px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:var(--text);background:var(--bg);overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
li{margin:.3rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{text-align:start;padding:.3rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
.tracker td{white-space:nowrap}
.exit td{background:var(--warn-soft);color:var(--warn)}
.ahead td{color:var(--dim);font-style:italic}
.flow{display:block;width:100%;max-width:46rem}
.flow .lane{fill:color-mix(in srgb,var(--text) 4%,transparent)}
svg text{fill:var(--dim);font-size:11px}
.flow .way{fill:none;stroke:var(--line);stroke-width:1.5}
.flow .way.taken{stroke:var(--accent);stroke-width:2.5}
.flow marker path{fill:var(--dim)}
.place{height:100%;overflow:hidden;padding:5px 8px;border:1.5px solid var(--line);border-radius:9px;background:var(--bg);color:var(--dim);font-size:11.5px;line-height:1.3}
.place span{display:block}
.place.done{border-color:var(--accent);background:var(--soft);color:var(--text)}
.place.broken{border:1.5px dashed var(--warn);background:var(--warn-soft);color:var(--text)}
.flow-list{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.code{padding:.6rem 0;border:1px solid var(--line);border-radius:8px;list-style:none}
.code li{display:grid;grid-template-columns:3fr 2fr;gap:0 1rem;margin:0;padding:.05rem .8rem;border-inline-start:3px solid transparent}
.code code{white-space:pre-wrap;font-size:.85em}
.code .lit{border-color:var(--accent);background:var(--soft)}
.code span{color:var(--accent);font-size:.85em}
.chart{display:block;width:100%;max-width:46rem}
.chart .grid{stroke:var(--line)}
.chart .line path{fill:none;stroke:var(--accent);stroke-width:2}
.chart .line circle{fill:var(--accent)}
.chart .name{fill:var(--accent);font-weight:700}
fieldset{margin:0 0 1rem;padding:.6rem .9rem;border:1px solid var(--line);border-radius:8px;break-inside:avoid}
legend{font-weight:600;padding:0 .3rem}
fieldset label{display:flex;gap:.5rem;padding:.2rem 0}
fieldset em,.explain{display:none}
fieldset :checked~em{display:inline}
fieldset:has(:checked) .explain{display:block;margin:.5rem 0 0}
em.right{color:var(--good)}em.wrong{color:var(--warn)}
dt{font-weight:600;margin-top:.8rem}dd{margin:0}
footer{margin-top:2rem;color:var(--dim);font-size:.9rem}
@media (max-width:600px){.flow{display:none}.flow-list{position:static;width:auto;height:auto;clip-path:none}.code li{grid-template-columns:1fr}}
@media print{:root{color-scheme:light}body{margin:0;max-width:none}h2,tr,svg,.code{break-inside:avoid}h2{break-after:avoid}.wide{overflow:visible}}
`.trim();
