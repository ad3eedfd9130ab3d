// `npm run bench grader|grading|store|log|apiserver|scheduler|cluster|growth`: measures, and judges nothing. Ratios are of one run.

const [what, ...words] = process.argv.slice(2);
delete process.env.NODE_EXTRA_CA_CERTS;

if (what === 'grader') {
  const { benchGrader } = await import('./bench/grader.ts');
  await benchGrader();
} else if (what === 'grading') {
  const { benchGrading } = await import('./bench/grading.ts');
  await benchGrading(words);
} else if (what === 'store') {
  const { benchStore } = await import('./bench/store.ts');
  await benchStore(words);
} else if (what === 'log') {
  const { benchLog } = await import('./bench/log.ts');
  await benchLog(words);
} else if (what === 'apiserver') {
  const { benchApiserver } = await import('./bench/apiserver.ts');
  await benchApiserver(words);
} else if (what === 'scheduler') {
  const { benchScheduler } = await import('./bench/scheduler.ts');
  benchScheduler();
} else if (what === 'cluster') {
  const { benchCluster } = await import('./bench/cluster.ts');
  await benchCluster(words);
} else if (what === 'growth') {
  const { benchGrowth } = await import('./bench/growth.ts');
  await benchGrowth(words);
} else {
  console.error(
    'npm run bench grader: how long a learner waits\n' +
      'npm run bench grading [-- 200]: what a class of so many costs\n' +
      'npm run bench store [-- ops fan-out memory curves]: chapters 01 to 04 beside a real etcd\n' +
      'npm run bench log [-- puts curves recovery]: chapter 05 beside a real etcd, on a disk\n' +
      'npm run bench apiserver [-- get create fan-out list growth start]: chapter 09, over HTTP and in process\n' +
      'npm run bench scheduler: chapter 17, the decision alone, from 100 to 5,000 nodes\n' +
      'npm run bench cluster [-- http bound running start, or hour 100 2000]: pods a second over HTTP; a virtual hour of so many nodes and pods\n' +
      'npm run bench growth [-- tests]: a course of 34 chapters',
  );
  process.exitCode = 2;
}
