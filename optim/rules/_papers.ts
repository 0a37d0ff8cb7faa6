// BibTeX of papers that several rules share.

/** Of Adam and its relatives. */
export const adamPaper = `@inproceedings{kingma2015adam,
  author = {Kingma, Diederik P. and Ba, Jimmy},
  title = {{Adam}: a method for stochastic optimization},
  booktitle = {ICLR}, year = {2015}, eprint = {1412.6980}, archiveprefix = {arXiv},
}`;

/** Of RMSProp. */
export const rmspropPaper = `@misc{tieleman2012rmsprop,
  author = {Tieleman, Tijmen and Hinton, Geoffrey},
  title = {Lecture 6.5, {RMSProp}: divide the gradient by a running average of its recent magnitude},
  howpublished = {COURSERA: Neural networks for machine learning}, year = {2012},
}`;

/** Of the schedule-free rules. */
export const scheduleFreePaper = `@inproceedings{defazio2024road,
  author = {Defazio, Aaron and others},
  title = {The road less scheduled},
  booktitle = {NeurIPS}, year = {2024}, eprint = {2405.15682}, archiveprefix = {arXiv},
}`;
