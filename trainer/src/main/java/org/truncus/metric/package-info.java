/**
 * How good predictions are: discrimination, calibration, counts at a threshold, and the uncertainty
 * of all of these by resampling patients. Names and definitions are scikit-learn's. Pure arithmetic
 * on arrays: nothing is read, written or drawn here, and what is undefined is NaN.
 */
package org.truncus.metric;
