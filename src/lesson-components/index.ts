import Aside from './Aside.astro';
import Check from './Check.astro';
import Cite from './Cite.astro';
import ContentLayers from './ContentLayers.astro';
import ConvFormula from './ConvFormula.astro';
import ConvShape from './ConvShape.astro';
import Dissection from './Dissection.astro';
import EcgFilters from './EcgFilters.astro';
import EcgFormula from './EcgFormula.astro';
import ErrorGrowth from './ErrorGrowth.astro';
import Figure from './Figure.astro';
import GramFormula from './GramFormula.astro';
import GramMatrix from './GramMatrix.astro';
import GramShuffle from './GramShuffle.astro';
import LiveFormula from './LiveFormula.astro';
import Measured from './Measured.astro';
import OneShot from './OneShot.astro';
import PatchExplorer from './PatchExplorer.astro';
import Predict from './Predict.astro';
import QuestionBank from './QuestionBank.astro';
import Quiz from './Quiz.astro';
import ReceptiveField from './ReceptiveField.astro';
import Scan3d from './Scan3d.astro';
import SetControl from './Set.astro';
import SiameseTwin from './SiameseTwin.astro';
import StyleStudio from './StyleStudio.astro';
import Term from './Term.astro';
import TextureFromGram from './TextureFromGram.astro';
import TripletFormula from './TripletFormula.astro';
import TripletGeometry from './TripletGeometry.astro';
import TripletTraining from './TripletTraining.astro';
import Tuning from './Tuning.astro';
import UnitHunt from './UnitHunt.astro';
import VerificationHeads from './VerificationHeads.astro';
import VerifyRecognise from './VerifyRecognise.astro';

/** The vocabulary of lessons by name, for pages that show one figure. A lesson imports what it uses by itself. */
export const lessonComponents = {
  Aside,
  Check,
  Cite,
  ContentLayers,
  ConvFormula,
  ConvShape,
  Dissection,
  EcgFilters,
  EcgFormula,
  ErrorGrowth,
  Figure,
  GramFormula,
  GramMatrix,
  GramShuffle,
  LiveFormula,
  Measured,
  OneShot,
  PatchExplorer,
  Predict,
  QuestionBank,
  Quiz,
  ReceptiveField,
  Scan3d,
  Set: SetControl,
  SiameseTwin,
  StyleStudio,
  Term,
  TextureFromGram,
  TripletFormula,
  TripletGeometry,
  TripletTraining,
  Tuning,
  UnitHunt,
  VerificationHeads,
  VerifyRecognise,
};
