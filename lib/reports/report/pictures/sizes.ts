/** Breadth of a picture in points: that of a page of A4 between its margins. */
export const pictureWidth = 499;
/** Height of a picture that still leaves room for a heading on a page of Letter. */
export const maximumHeight = 590;
