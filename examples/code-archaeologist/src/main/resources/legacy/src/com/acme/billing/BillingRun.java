package com.acme.billing;

import java.io.FileInputStream;
import java.io.FileWriter;
import java.io.PrintWriter;
import java.util.Calendar;
import java.util.Date;
import java.util.Enumeration;
import java.util.Properties;
import java.util.Vector;

/** The monthly batch. Start with the input and the output folder. */
public class BillingRun {
  static int invoiceNo = 1000;
  static int count = 0;
  static Date runDate = new Date();
  static int days = 14;
  static StringBuffer summary = new StringBuffer();

  public static void main(String[] args) {
    init(args[0]);
    System.out.println("BILLING RUN " + OrderReader.sdf.format(runDate));
    OrderReader.read(args[0] + "/orders.csv");
    for (Enumeration e = OrderReader.customers.elements(); e.hasMoreElements(); ) {
      String customer = (String) e.nextElement();
      Vector v = (Vector) OrderReader.orders.get(customer);
      Calc.calc(v);
      write(args[1], customer, v);
    }
    try {
      FileWriter w = new FileWriter(args[1] + "/summary.txt");
      w.write(summary.toString());
      w.write(pad("" + count, 6, true) + " invoices" + pad(Calc.money.format(Calc.sum), 49, true));
      w.write("\n");
      w.flush();
    } catch (Exception e) {
      System.out.println("could not write summary");
    }
    System.out.println(count + " invoices, total " + Calc.money.format(Calc.sum));
  }

  static void init(String dir) {
    try {
      Properties p = new Properties();
      p.load(new FileInputStream(dir + "/run.properties"));
      runDate = OrderReader.sdf.parse(p.getProperty("date"));
      invoiceNo = Integer.parseInt(p.getProperty("last.invoice"));
      days = Integer.parseInt(p.getProperty("days", "14"));
      Calc.vatRate = Double.parseDouble(p.getProperty("vat"));
    } catch (Exception e) {
      // use defaults
    }
  }

  static void write(String dir, String customer, Vector v) {
    invoiceNo++;
    count++;
    Calendar c = Calendar.getInstance();
    c.setTime(runDate);
    c.add(Calendar.DATE, days);
    String due = OrderReader.sdf.format(c.getTime());
    try {
      PrintWriter w = new PrintWriter(new FileWriter(dir + "/invoice-" + invoiceNo + ".txt"));
      w.print("ACME SUPPLIES" + pad("INVOICE " + invoiceNo, 51, true) + "\n");
      w.print(customer + "\n");
      w.print("Date " + OrderReader.sdf.format(runDate) + "  due " + due + "\n\n");
      for (int i = 0; i < v.size(); i++) {
        Order o = (Order) v.elementAt(i);
        w.print(pad(o.orderNo, 8, false) + pad(OrderReader.sdf.format(o.date), 12, false));
        w.print(pad(o.article, 16, false) + pad("" + o.qty, 6, true));
        w.print(pad(Calc.price.format(o.price), 10, true));
        w.print(pad(Calc.money.format(o.net), 12, true) + "\n");
      }
      w.print("\n" + pad("Net", 52, false) + pad(Calc.money.format(Calc.net), 12, true) + "\n");
      w.print(pad("VAT " + Calc.vatRate + "%", 52, false));
      w.print(pad(Calc.money.format(Calc.vat), 12, true) + "\n");
      w.print(pad("Total", 52, false) + pad(Calc.money.format(Calc.gross), 12, true) + "\n");
      w.flush();
    } catch (Exception e) {
      System.out.println("could not write invoice " + invoiceNo);
    }
    summary.append(pad("" + invoiceNo, 8, false) + pad(customer, 32, false) + due);
    summary.append(pad(Calc.money.format(Calc.gross), 14, true) + "\n");
    System.out.println("Invoice " + invoiceNo + " " + customer + " " + Calc.money.format(Calc.gross));
  }

  // left or right
  static String pad(String s, int n, boolean left) {
    String r = s;
    while (r.length() < n) {
      if (left) r = " " + r;
      else r = r + " ";
    }
    return r;
  }
}
