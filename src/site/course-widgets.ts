/** A figure of the course: where it stands, and the component of `src/lesson-components` that brings it. */
export interface CourseWidget {
  /** Its folder in src/widgets, its name in links, and its anchor. */
  readonly widget: string;
  /** Its name in a lesson's MDX. */
  readonly component: string;
  /** The folder of the lesson that it is from. */
  readonly lesson: string;
  /** What it is called where it stands alone. */
  readonly title: string;
  /** The props that the lesson gives it. */
  readonly props?: Readonly<Record<string, string | number | boolean>>;
}

const of = (lesson: string, widgets: readonly Omit<CourseWidget, 'lesson'>[]): CourseWidget[] =>
  widgets.map((one) => ({ ...one, lesson }));

/**
 * Every figure of the course, in the order of the lessons. Each has a page of its own at /embed/<widget>/, and counts as
 * a minute of its lesson's reading time. A new figure is added here.
 */
export const COURSE_WIDGETS: readonly CourseWidget[] = [
  ...of('01-what-deep-convnets-learn', [
    { widget: 'patch-explorer', component: 'PatchExplorer', title: 'What every filter looks for' },
    { widget: 'receptive-field', component: 'ReceptiveField', title: 'What one unit sees' },
    {
      widget: 'unit-hunt',
      component: 'UnitHunt',
      title: 'Find the detector of a class',
      props: { find: 'cat', reveal: false },
    },
    { widget: 'dissection', component: 'Dissection', title: 'What the units of each layer detect' },
    { widget: 'tuning', component: 'Tuning', title: 'How one unit is tuned' },
  ]),
  ...of('02-verification-and-recognition', [
    { widget: 'verify-recognise', component: 'VerifyRecognise', title: 'Is it who they say? Who is it?' },
    {
      widget: 'error-growth',
      component: 'ErrorGrowth',
      title: 'One more person, one more chance to be wrong',
      props: { p: 0.01, k: 100 },
    },
  ]),
  ...of('03-one-picture-is-enough', [
    { widget: 'one-shot', component: 'OneShot', title: 'One picture each: compare, or classify?' },
    { widget: 'siamese-twin', component: 'SiameseTwin', title: 'Two towers, one set of weights' },
  ]),
  ...of('04-triplet-loss', [
    { widget: 'triplet-geometry', component: 'TripletGeometry', title: 'Anchor, positive, negative' },
    { widget: 'triplet-training', component: 'TripletTraining', title: 'Train an encoder with triplets' },
  ]),
  ...of('05-verification-as-classification', [
    {
      widget: 'verification-heads',
      component: 'VerificationHeads',
      title: 'Same or different? Five ways to decide',
    },
  ]),
  ...of('06-neural-style-transfer', [
    {
      widget: 'style-studio',
      component: 'StyleStudio',
      title: 'Paint one picture in the manner of another',
    },
  ]),
  ...of('07-content-cost', [
    { widget: 'content-layers', component: 'ContentLayers', title: 'A picture, rebuilt from one layer' },
  ]),
  ...of('08-style-cost', [
    { widget: 'gram-matrix', component: 'GramMatrix', title: 'What fires together: the Gram matrix' },
    {
      widget: 'gram-shuffle',
      component: 'GramShuffle',
      title: 'Shuffled places: what the Gram matrix forgets',
    },
    {
      widget: 'texture-from-gram',
      component: 'TextureFromGram',
      title: 'A texture, grown from Gram matrices',
    },
  ]),
  ...of('09-one-two-three-dimensions', [
    { widget: 'conv-shape', component: 'ConvShape', title: 'What comes out of a convolution' },
    { widget: 'ecg-filters', component: 'EcgFilters', title: 'A heartbeat, and the filters that read it' },
    {
      widget: 'scan-3d',
      component: 'Scan3d',
      title: 'Nodules in a scan: slice by slice, or in three dimensions',
    },
  ]),
  ...of('10-quiz', [
    { widget: 'question-bank', component: 'QuestionBank', title: 'Questions with fresh numbers' },
  ]),
];

/** The path of the page that holds this figure alone, without the base path. */
export function embedPath(widget: string): string {
  return `/embed/${widget}/`;
}
