package com.acme.billing;

import java.text.DecimalFormat;
import java.util.Enumeration;
import java.util.Vector;

/** All the money. */
public class Calc {
  public static double vatRate = 16.0;
  public static double net, vat, gross; // of the invoice calculated last
  public static double sum; // of all invoices

  public static DecimalFormat money = new DecimalFormat("0.00");
  public static DecimalFormat price = new DecimalFormat("0.00#");

  // 12.03.2001 JK: 0.5 was not enough, auditors complained about 1.005
  public static double round(double d) {
    return Math.floor(d * 100.0 + 0.5000001) / 100.0;
  }

  public static void calc(Vector v) {
    net = 0;
    vat = 0;
    for (Enumeration e = v.elements(); e.hasMoreElements(); ) {
      Order o = (Order) e.nextElement();
      o.net = round(o.qty * o.price * (100.0 - o.discount) / 100.0);
      o.vat = round(o.net * vatRate / 100.0);
      net = net + o.net;
      vat = vat + o.vat;
    }
    gross = net + vat;
    sum = sum + gross;
  }
}
