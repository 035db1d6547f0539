import { describe, expect, it } from 'vitest';
import { quizCsv, quizRecord, scoreWords } from '#lesson-components/quiz-record';

const ASKED = [
  { id: 'a', question: 'Is it "so", or not?' },
  { id: 'b', question: 'Which, of two?' },
  { id: 'c', question: 'Why?' },
];

describe('quizRecord', () => {
  it('counts the answers to its own questions only', () => {
    const record = quizRecord('Course', ASKED, { a: true, c: false, 'of another lesson': true });
    expect(record).toMatchObject({ quiz: 'Course', answered: 2, right: 1 });
    expect(record.questions.map(({ answer }) => answer)).toEqual(['right', 'none', 'wrong']);
  });

  it('is told in words', () => {
    expect(scoreWords(quizRecord('', ASKED, {}))).toBe('0 of 3 answered');
    expect(scoreWords(quizRecord('', ASKED, { a: true, b: false }))).toBe('2 of 3 answered, 1 right');
  });

  it('is saved as a table whose quotation marks are doubled', () => {
    expect(quizCsv(quizRecord('', ASKED, { b: true }))).toBe(
      'id,question,answer\r\na,"Is it ""so"", or not?",none\r\nb,"Which, of two?",right\r\nc,"Why?",none\r\n',
    );
  });
});
