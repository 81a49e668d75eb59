const table=$('#sct'),tools=$('#tools');
if(table){
const body=table.tBodies[0],order=new Intl.Collator(L.lang,{numeric:true});
const rows=[...body.rows].map((r,at)=>({r,at,text:(r.cells[0].textContent+' '+r.textContent).toLowerCase()}));
const value=(row,n)=>{const cell=row.r.cells[n],v=cell.dataset.v;if(v!==undefined)return +v;const text=cell.textContent.trim();return text&&text!=='–'&&table.tHead.rows[0].cells[n].dataset.k!=='n'?text:null};
[...table.tHead.rows[0].cells].forEach((head,n)=>{
const numbers=rows.some(e=>e.r.cells[n].dataset.v!==undefined);
if(numbers)head.dataset.k='n';
const b=document.createElement('button');b.type='button';b.className='sort';b.append(...head.childNodes);head.append(b);
b.addEventListener('click',()=>{
const now=head.getAttribute('aria-sort'),first=numbers&&n!==1?'descending':'ascending',next=now===first?(first==='ascending'?'descending':'ascending'):first;
[...table.tHead.rows[0].cells].forEach(e=>e.removeAttribute('aria-sort'));head.setAttribute('aria-sort',next);
const sign=next==='ascending'?1:-1;
rows.sort((a,b)=>{const x=value(a,n),y=value(b,n);if(x===null||y===null)return x===y?a.at-b.at:x===null?1:-1;return sign*(typeof x==='number'?x-y:order.compare(x,y))||a.at-b.at});
body.append(...rows.map(e=>e.r))})});
const go=()=>{const q=$('#q').value.trim().toLowerCase().split(/\s+/),g=$('#g')?$('#g').value:'';let n=0;
rows.forEach(e=>{const on=(!g||e.r.dataset.g===g)&&q.every(w=>e.text.includes(w));e.r.hidden=!on;if(on)n++});
$('#n').textContent=n<rows.length?n+' of '+rows.length+' touchpoints':rows.length+(rows.length===1?' touchpoint':' touchpoints');
$('#nothing').hidden=n>0;$('#clear').hidden=!(q[0]||g)};
tools.addEventListener('input',go);
tools.addEventListener('submit',e=>e.preventDefault());
tools.addEventListener('reset',()=>setTimeout(()=>{go();$('#q').focus()}));
if($('#q').value||($('#g')&&$('#g').value))go()
}
