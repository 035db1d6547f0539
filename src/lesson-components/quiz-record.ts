export interface QuizRecord {
  quiz: string;
  answered: number;
  right: number;
  questions: { id: string; question: string; answer: 'right' | 'wrong' | 'none' }[];
}

/**
 * How a reader stands in a quiz, as it is saved for a teacher or a learning platform.
 *
 * @param checks by the id of a question, whether the last answer was right; others than the quiz's do not count
 */
export function quizRecord(
  quiz: string,
  asked: readonly { id: string; question: string }[],
  checks: Readonly<Record<string, boolean>>,
): QuizRecord {
  const questions = asked.map(({ id, question }) => {
    const right = checks[id];
    return {
      id,
      question,
      answer: right === undefined ? ('none' as const) : right ? ('right' as const) : ('wrong' as const),
    };
  });
  const count = (answer: string) => questions.filter((question) => question.answer === answer).length;
  return { quiz, answered: questions.length - count('none'), right: count('right'), questions };
}

/** The record as a table: one line a question, quoted after RFC 4180. */
export function quizCsv({ questions }: QuizRecord): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = questions.map(({ id, question, answer }) => [id, quoted(question), answer].join(','));
  return `${['id,question,answer', ...lines].join('\r\n')}\r\n`;
}

/** E.g. '3 of 10 answered, 2 right'. */
export function scoreWords({ answered, right, questions }: QuizRecord): string {
  const words = `${answered} of ${questions.length} answered`;
  return answered === 0 ? words : `${words}, ${right} right`;
}
