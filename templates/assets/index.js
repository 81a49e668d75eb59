const tb=$$('.pf tbody'),t=$('#tools'),val=k=>{const e=$('#'+k);return e?e.value:''};
if(t){
const shelves=tb.map(body=>({body,head:$('.shelf',body),rows:$$('tr:not(.shelf)',body).map(r=>{const d=r.dataset,set=x=>x===undefined?null:x.split(' ');
return{r,k:d.k,o:set(d.o)||[],g:set(d.g),p:set(d.p)||[],score:d.score===undefined?999:+d.score,days:d.d===undefined?1e9:+d.d,name:'',text:''}})}));
const every=shelves.flatMap(s=>s.rows);
const read=()=>every.forEach(e=>{if(!e.text){e.name=$('th a',e.r).textContent;e.text=(e.name+' '+$('th small',e.r).textContent+' '+e.r.lastElementChild.textContent).toLowerCase();e.errors=+($('.sev.error',e.r)?.lastChild.textContent||0)}});
const order=new Intl.Collator(L.lang,{numeric:true});
const by={score:(a,b)=>a.score-b.score,name:(a,b)=>order.compare(a.name,b.name),days:(a,b)=>b.days-a.days,errors:(a,b)=>b.errors-a.errors};
let sorted='score';
const has=(set,v)=>!v||set.includes(v);
function go(){read();
const q=val('q').trim().toLowerCase().split(/\s+/),k=val('k'),o=val('o'),g=val('g'),p=val('p'),s=val('s');
if(s!==sorted){sorted=s;for(const f of shelves){f.rows.sort((a,b)=>by[s](a,b)||by.score(a,b));f.body.append(...f.rows.map(e=>e.r))}}
let n=0;
for(const f of shelves){let m=0;for(const e of f.rows){const on=(!k||e.k===k)&&has(e.o,o)&&(!e.g||has(e.g,g))&&has(e.p,p)&&q.every(w=>e.text.includes(w));if(e.r.hidden===on)e.r.hidden=!on;if(on)m++}
if(f.head)f.head.hidden=!m;n+=m}
$('#n').textContent=n<every.length?say('mapsOf',every.length,{part:n}):say('maps',n);
$('#nothing').hidden=n>0;$('#clear').hidden=!(q[0]||k||o||g||p)}
t.addEventListener('input',go);
t.addEventListener('submit',e=>e.preventDefault());
t.addEventListener('reset',()=>setTimeout(()=>{go();$('#q').focus()}));
if($$('input,select',t).some(e=>e.value&&e.value!=='score'))go()}
