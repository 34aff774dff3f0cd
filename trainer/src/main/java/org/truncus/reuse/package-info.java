/**
 * How much of one network's features is found in another's: singular vector canonical correlation
 * analysis (Raghu et al. 2017) of the same images, layer by layer, against the floor of random
 * numbers; and the shortlist of cuts that follows from it. Activations come from {@code
 * org.truncus.train}; everything here is plain Java, pages included. Nothing is trained here.
 */
package org.truncus.reuse;
