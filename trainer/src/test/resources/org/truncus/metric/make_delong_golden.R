# Golden values of DeLong's test: Rscript make_delong_golden.R > delong_golden.json
#
# Needs pROC, the published implementation (Robin et al. 2011); made with pROC 1.18.0, R 4.2.2.
# Labels and scores stand in the file, so a test needs no random numbers of its own.
suppressMessages(library(pROC))
set.seed(1988)

numbers <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")

case <- function(name, n, positives, shift, shared, digits) {
  y <- c(rep(1, positives), rep(0, n - positives))
  common <- rnorm(n)
  first <- round(shared * common + rnorm(n) + shift[1] * y, digits)
  second <- round(shared * common + rnorm(n) + shift[2] * y, digits)
  a <- roc(y, first, direction = "<", levels = c(0, 1), quiet = TRUE)
  b <- roc(y, second, direction = "<", levels = c(0, 1), quiet = TRUE)
  test <- roc.test(a, b, method = "delong", paired = TRUE)
  ci <- ci.auc(a, method = "delong")
  values <- c(
    auroc = as.numeric(auc(a)), variance = var(a, method = "delong"), low = ci[1], high = ci[3],
    second = as.numeric(auc(b)), secondVariance = var(b, method = "delong"),
    covariance = cov(a, b, method = "delong"), z = as.numeric(test$statistic),
    p = test$p.value, differenceLow = test$conf.int[1], differenceHigh = test$conf.int[2])
  sprintf("{\"name\":\"%s\",\"labels\":%s,\"first\":%s,\"scores\":%s,%s}", name, numbers(y),
    numbers(first), numbers(second),
    paste(sprintf("\"%s\":%.17g", names(values), values), collapse = ","))
}

cases <- c(
  case("continuous", 200, 60, c(1.5, 1.0), 1, 9), case("ties", 150, 40, c(1.2, 0.9), 1, 1),
  case("heavy ties", 90, 45, c(0.8, 0.8), 2, 0), case("few positives", 80, 4, c(2, 1), 1, 2),
  case("far apart", 300, 150, c(2.5, 0), 0, 2), case("worse than chance", 60, 30, c(-1, 0.2), 0, 1))
cat("{\"cases\":[", paste(cases, collapse = ","), "]}\n", sep = "")
