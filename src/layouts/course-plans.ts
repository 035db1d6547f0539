/** One meeting of a plan: the lessons that it goes through, and the questions that open or close it. */
export interface Meeting {
  lessons: readonly string[];
  /** What to prepare. */
  prepare: string;
  /** What to ask. */
  ask: string;
}

export interface Plan {
  title: string;
  meetings: readonly Meeting[];
}

const [SEE, VERIFY, ONE, TRIPLET, CLASSIFY, STYLE, CONTENT, GRAM, DIMENSIONS, QUIZ] = [
  '01-what-deep-convnets-learn',
  '02-verification-and-recognition',
  '03-one-picture-is-enough',
  '04-triplet-loss',
  '05-verification-as-classification',
  '06-neural-style-transfer',
  '07-content-cost',
  '08-style-cost',
  '09-one-two-three-dimensions',
  '10-quiz',
] as const;

/** Ways through the course, by the time that there is. Ids are those of content/course.yaml. */
export const PLANS: readonly Plan[] = [
  {
    title: 'Two lessons of 45 minutes',
    meetings: [
      {
        lessons: [SEE],
        prepare: 'Open a filter of conv6 in the patch explorer and keep the link. Hide its title.',
        ask: 'What do these patches share? Which layer has the best cat detector, and why not the first?',
      },
      {
        lessons: [STYLE, GRAM],
        prepare: 'Paint a picture before the class, and keep the link to its settings.',
        ask: 'If only the pixels change, what does the network do? What does a Gram matrix forget?',
      },
    ],
  },
  {
    title: 'A week, a lesson a day',
    meetings: [
      {
        lessons: [SEE],
        prepare: 'Nothing but the page. Let everybody choose a filter.',
        ask: 'Give your filter a name. Which picture would prove you wrong?',
      },
      {
        lessons: [VERIFY, ONE],
        prepare: 'A link to the gallery with a stranger at the camera.',
        ask: 'A door that errs once in a hundred times: is it safe for 100 people?',
      },
      {
        lessons: [TRIPLET],
        prepare: 'A semi-hard triplet, controls hidden.',
        ask: 'Which of the three points should move, and which way?',
      },
      {
        lessons: [STYLE, CONTENT],
        prepare: 'A photograph each, for those who want to paint their own.',
        ask: 'Which layer should keep the content? What is lost there?',
      },
      {
        lessons: [DIMENSIONS, QUIZ],
        prepare: 'The quiz on paper, without its answers.',
        ask: 'Why can a nodule and a vessel not be told apart in one slice?',
      },
    ],
  },
  {
    title: 'A seminar of six sessions',
    meetings: [
      {
        lessons: [SEE],
        prepare: 'Dissection at conv4 and at conv6, two links.',
        ask: 'A label fits a unit at 0.05. Does the unit detect that concept?',
      },
      {
        lessons: [VERIFY, ONE],
        prepare: 'The one-shot figure with its newcomer.',
        ask: 'Who sets the threshold, and who pays for each kind of error?',
      },
      {
        lessons: [TRIPLET, CLASSIFY],
        prepare: 'One training run each, with other triplets and margins; compare the curves.',
        ask: 'Why does training on the hardest triplets alone fail?',
      },
      {
        lessons: [STYLE, CONTENT],
        prepare: 'Everybody derives the gradient of the content cost by hand.',
        ask: 'Is the content what the cost says it is?',
      },
      {
        lessons: [GRAM],
        prepare: 'The Gram entry of two channels with three places, on paper.',
        ask: 'Which pictures have the same Gram matrix? Name two that a person would not confuse.',
      },
      {
        lessons: [DIMENSIONS, QUIZ],
        prepare: 'Output shapes from the question bank, one sheet each.',
        ask: 'What would convince you that a network learnt what you meant?',
      },
    ],
  },
];
