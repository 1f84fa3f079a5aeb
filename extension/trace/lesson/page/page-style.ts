/** The style of the saved page: light and dark, from 360 px on, and in print. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--text:light-dark(#1d2430,#e6e9ef);--bg:light-dark(#f6f7f9,#16181b);--raised:light-dark(#fff,#1e2125);--dim:light-dark(#5b6474,#a3acba);--line:light-dark(#d8dde5,#3a3f48);--accent:light-dark(#1d4fc4,#8fb2ff);--soft:light-dark(#e9efff,#22304f);--warn:light-dark(#7a4a00,#f5c26b);--warn-soft:light-dark(#fff6e5,#2f2818);--good:light-dark(#11693a,#6fd39a)}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{font:15px/1.55 system-ui,sans-serif;max-width:58rem;margin:2rem auto;padding:0 1rem;color:var(--text);background:var(--bg);overflow-wrap:anywhere}
h1{margin:0;font-size:1.6rem;line-height:1.25;letter-spacing:-.01em}
h2{margin:0 0 .7rem;font-size:1.1rem;line-height:1.3}
section{margin-top:1rem;padding:1rem 1.2rem;border:1px solid var(--line);border-radius:10px;background:var(--raised)}
section>:last-child{margin-bottom:0}
p{margin:.6rem 0;max-width:46rem}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.7rem 0 0;padding:0;list-style:none}
nav li{margin:0}nav a{display:block;padding:.2rem 0;text-decoration-thickness:1px;text-underline-offset:.2em}
ol,ul{padding-inline-start:1.5rem}
li{margin:.35rem 0}
dl{margin:0}dl div{margin-top:.7rem;max-width:46rem}dl div:first-child{margin-top:0}
.words{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:.7rem 2rem}.words div{margin:0}dt{font-weight:600}dd{margin:0}
.question{margin-top:0;font-size:1.05rem;font-weight:600}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));gap:.7rem;padding:0;list-style:none}
.pair li{margin:0;padding:.6rem .8rem;border:1px solid var(--line);border-radius:8px}
.pair code{display:block;margin-top:.15rem}
code{font:.87em/1.5 ui-monospace,monospace}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:start;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
thead th{overflow-wrap:normal;color:var(--dim);font-size:.87em;vertical-align:bottom}
tbody tr:last-child>*{border-bottom:0}
.tracker{width:auto;overflow-wrap:normal}.tracker td,.tracker th{padding-inline-end:1.6rem}.tracker th,.tracker td:not(:last-child){white-space:nowrap}
.exit td{padding-inline:.7rem;background:var(--warn-soft);color:var(--warn)}
.ahead td{color:var(--dim);font-style:italic}
.flow{display:block;width:100%;max-width:46rem}
.flow .lane{fill:color-mix(in srgb,var(--text) 4%,transparent)}
svg text{fill:var(--dim);font-size:11px}
.flow .way{fill:none;stroke:var(--line);stroke-width:1.5}
.flow .way.taken{stroke:var(--accent);stroke-width:2.5}
.flow marker path{fill:var(--dim)}
.place{height:100%;overflow:hidden;padding:5px 8px;border:1.5px solid var(--line);border-radius:9px;background:var(--raised);color:var(--dim);font-size:11.5px;line-height:1.3}
.place span{display:block}
.place.done{border-color:var(--accent);background:var(--soft);color:var(--text)}
.place.broken{border:1.5px dashed var(--warn);background:var(--warn-soft);color:var(--text)}
.flow-list{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.code{padding:.6rem 0;border:1px solid var(--line);border-radius:8px;list-style:none}
.code li{display:grid;grid-template-columns:3fr 2fr;gap:0 1rem;margin:0;padding:.05rem .8rem;border-inline-start:3px solid transparent}
.code code{white-space:pre-wrap}
.code i{color:var(--dim);font-size:.9em}
.code .lit{border-color:var(--accent);background:var(--soft)}
.code .lit i{color:var(--text)}
.code span{color:var(--accent);font-size:.87em}
.chart{display:block;width:100%;max-width:34rem;margin-bottom:.7rem}
.chart .grid{stroke:var(--line)}
.chart .line path{fill:none;stroke:var(--accent);stroke-width:2}
.chart .line circle{fill:var(--accent)}
.chart .name{fill:var(--accent);font-weight:700}
fieldset{min-width:0;margin:0 0 1rem;padding:.5rem .9rem .7rem;border:1px solid var(--line);border-radius:8px;break-inside:avoid}
legend{padding:0 .3rem;font-weight:600}
fieldset label{display:flex;gap:.6rem;align-items:baseline;padding:.25rem 0}
fieldset em,.explain,.answers{display:none}
fieldset :checked~em{display:inline}
fieldset:has(:checked) .explain{display:block;margin:.5rem 0 0}
em.right{color:var(--good)}em.wrong{color:var(--warn)}
footer{margin-top:1.5rem;color:var(--dim);font-size:.9rem}
.execution th:nth-child(3){width:10.5rem}
@media (max-width:600px){
body{margin:1rem auto;padding:0 .7rem}
h1{font-size:1.35rem}
section{padding:.8rem .8rem;border-radius:8px}
.flow{display:none}
.flow-list{position:static;width:auto;height:auto;clip-path:none}
.code li{grid-template-columns:1fr}
.tracker{font-size:.93em}.tracker td,.tracker th{padding-inline-end:.65rem}
.tracker thead th{white-space:normal}
.chart text{font-size:15px}
.execution thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.execution,.execution tbody,.execution tr,.execution th,.execution td{display:block;width:auto}
.execution tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
.execution tr:last-child{border-bottom:0}
.execution td{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.6rem;padding:.1rem 0;border:0}
.execution td::before{content:attr(data-head);color:var(--dim);font-size:.87em}
.execution td:first-child{font-weight:600}
.execution tr[class] td{display:block}
.execution tr[class] td::before{content:none}
.execution .exit td{padding:.5rem .7rem;border-radius:6px;font-weight:400}
.execution .ahead td{font-weight:400}
}
@media print{
:root{color-scheme:light;--bg:#fff}
@page{margin:16mm}
body{margin:0;padding:0;max-width:none;font-size:10.5pt;line-height:1.45}
nav{display:none}
section{margin-top:1.4rem;padding:0;border:0;border-radius:0}
h2,h2+p{break-after:avoid}
tr,svg,.code li,.pair li,dl div,li{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
.exit td,.place,.code .lit{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.explain,fieldset:has(:checked) .explain,fieldset :checked~em{display:none}
.answers{display:block;margin-top:1.2rem;font-size:.92em}
.answers h3{margin:0;font-size:1em}
}
`.trim();
