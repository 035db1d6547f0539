import { describe, expect, it } from 'vitest';
import { quizEntry } from '../../src/content-schemas.ts';

const QUESTION = {
  id: 'one',
  lesson: '01-what-deep-convnets-learn',
  question: 'Is it so?',
  choices: [
    { text: 'Yes', correct: true, why: 'It is.' },
    { text: 'No', why: 'It is.' },
  ],
  proof: { href: '/lessons/what-deep-convnets-learn/#unit-hunt', text: 'See' },
};
const problems = (...questions: unknown[]) =>
  quizEntry
    .safeParse({ title: 'Quiz', questions })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('a quiz file', () => {
  it('is taken when it is right', () => expect(problems(QUESTION)).toEqual([]));

  const [yes, no] = QUESTION.choices;
  it.each([
    ['no right choice', { choices: [no, { ...no, text: 'Never' }] }, 'questions.0: no choice is correct'],
    [
      'two right choices where one is asked for',
      { choices: [yes, { ...yes, text: 'Certainly' }] },
      'questions.0: more than one choice is correct: say several',
    ],
    [
      'one choice twice',
      { choices: [yes, { ...no, text: 'Yes' }] },
      'questions.0: two choices have the same text',
    ],
    ['a single choice', { choices: [yes] }, /^questions\.0\.choices: /],
    ['a choice without a reason', { choices: [yes, { text: 'No' }] }, /^questions\.0\.choices\.1\.why: /],
    [
      'a formula that nobody could read out',
      { choices: [yes, { ...no, text: '$x^2$' }] },
      'questions.0.choices.1: the text is a formula: say in `spoken` how it is read out',
    ],
    ['a misspelt field', { chioces: [] }, /chioces/],
    [
      'a proof on another site',
      { proof: { href: 'https://example.org', text: 'See' } },
      /^questions\.0\.proof\.href: /,
    ],
    ['no proof', { proof: undefined }, /^questions\.0\.proof: /],
    ['an id with capitals', { id: 'One' }, /^questions\.0\.id: /],
    ['a drawing that nobody has drawn', { drawing: 'three-towers' }, /^questions\.0\.drawing: /],
  ])('is refused with %s, and told where', (_, change, message) => {
    const found = problems({ ...QUESTION, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it('is refused when two questions share an id', () => {
    expect(problems(QUESTION, QUESTION)).toEqual(['questions: two questions have the same id']);
  });

  it('may have several right choices where it says so', () => {
    expect(problems({ ...QUESTION, several: true, choices: [yes, { ...yes, text: 'Certainly' }] })).toEqual(
      [],
    );
  });
});
