package io.recurrence.symbol;
import java.util.*;
public class HmmExp {
  static Map<String, MadeChain> kinds() {
    Map<String, MadeChain> m = new LinkedHashMap<>();
    m.put("two sticky", new MadeChain(new double[][]{{.95,.05},{.1,.9}}, new double[][]{{0,1},{3,1}}, true));
    m.put("two near", new MadeChain(new double[][]{{.97,.03},{.03,.97}}, new double[][]{{0,1},{1.5,1}}, true));
    m.put("calm-stormy", new MadeChain(new double[][]{{.98,.02},{.05,.95}}, new double[][]{{0,1},{0,16}}, true));
    m.put("three ring", new MadeChain(new double[][]{{.9,.1,0},{0,.9,.1},{.1,0,.9}}, new double[][]{{-3,1},{0,1},{4,4}}, true));
    m.put("long dwell", new MadeChain(new double[][]{{.997,.003,0},{.0015,.997,.0015},{0,.003,.997}}, new double[][]{{10,1},{15,1},{25,4}}, true));
    m.put("alternating", new MadeChain(new double[][]{{.1,.9},{.8,.2}}, new double[][]{{0,1},{2,1}}, true));
    m.put("four", new MadeChain(new double[][]{{.9,.05,.03,.02},{.02,.93,.03,.02},{.05,.05,.88,.02},{.01,.02,.02,.95}}, new double[][]{{0,1},{4,1},{8,4},{14,1}}, true));
    m.put("rare", new MadeChain(new double[][]{{.998,.002},{.1,.9}}, new double[][]{{0,1},{6,4}}, true));
    return m;
  }
  public static void main(String[] a) {
    int n = Integer.parseInt(a[0]); 
    for (var e : kinds().entrySet()) {
      int K = e.getValue().transition().length;
      StringBuilder sb = new StringBuilder();
      for (long seed = 100; seed < 104; seed++) {
        double[] x = e.getValue().draw(seed, n)[0];
        double[] y = e.getValue().draw(seed + 1000, n)[0];
        HiddenMarkov hm = new HiddenMarkov(K, K, 10, 1, RegimeRule.DEFAULT);
        HiddenMarkov hc = new HiddenMarkov(1, 5, 10, 1, RegimeRule.DEFAULT);
        double[] h = new double[hm.size()]; hm.start(h);
        double[] hh = new double[hc.size()]; hc.start(hh);
        for (double v : x) { hm.step(h, v); hc.step(hh, v); }
        BaumWelch on = read(hm, h);
        BaumWelch bw = e.getValue().oracle().learn(x, n > 20000 ? 10 : 40);
        sb.append(String.format("  [%.4f/%.4f out %.4f/%.4f K %d]", on.logLikelihood(x)/n, bw.logLikelihood(x)/n, on.logLikelihood(y)/n, bw.logLikelihood(y)/n, hc.states(hh)));
        if (seed == 100) { for (int k=0;k<K;k++) System.out.printf("%.2f±%.2f d%.0f | ", hm.mean(h,k), hm.deviation(h,k), hm.dwell(h,k)); }
      }
      System.out.println("\n"+e.getKey() + sb);
    }
  }
  static BaumWelch read(HiddenMarkov m, double[] h) {
    int K = m.states(h); double[] pi = new double[K]; Arrays.fill(pi, 1.0/K);
    double[][] A = new double[K][K], B = new double[K][2];
    for (int i=0;i<K;i++){ for(int j=0;j<K;j++) A[i][j]=m.transition(h,i,j); B[i][0]=m.mean(h,i); B[i][1]=m.deviation(h,i)*m.deviation(h,i);}
    return new BaumWelch(pi,A,B,true);
  }
}
