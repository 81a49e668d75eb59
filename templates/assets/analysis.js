const folds=$$('.mapfold');
const reach=()=>{const at=location.hash&&document.getElementById(location.hash.slice(1)),fold=at&&(at.closest('.mapfold')||at.querySelector('.mapfold'));if(fold){fold.open=true;at.scrollIntoView()}};
addEventListener('hashchange',reach);reach();
addEventListener('beforeprint',()=>folds.forEach(e=>e.open=true));
