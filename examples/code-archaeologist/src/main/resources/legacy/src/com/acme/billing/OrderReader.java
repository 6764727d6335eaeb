package com.acme.billing;

import java.io.BufferedReader;
import java.io.FileReader;
import java.text.SimpleDateFormat;
import java.util.Hashtable;
import java.util.StringTokenizer;
import java.util.Vector;

/** Reads orders.csv into the static tables below. */
public class OrderReader {
  // customers in the order in which they come in the file
  public static Vector customers = new Vector();
  // customer -> Vector of Order
  public static Hashtable orders = new Hashtable();

  public static SimpleDateFormat sdf = new SimpleDateFormat("dd.MM.yyyy");

  public static void read(String file) {
    try {
      BufferedReader in = new BufferedReader(new FileReader(file));
      String line;
      while ((line = in.readLine()) != null) {
        if (line.trim().length() == 0 || line.startsWith("#")) continue;
        try {
          StringTokenizer t = new StringTokenizer(line, ";");
          Order o = new Order();
          o.orderNo = t.nextToken().trim();
          o.date = sdf.parse(t.nextToken().trim());
          o.customer = t.nextToken().trim();
          Vector v = (Vector) orders.get(o.customer);
          if (v == null) {
            v = new Vector();
            orders.put(o.customer, v);
            customers.addElement(o.customer);
          }
          o.article = t.nextToken().trim();
          o.qty = new Integer(t.nextToken().trim()).intValue();
          o.price = new Double(t.nextToken().trim()).doubleValue();
          if (t.hasMoreTokens()) o.discount = new Double(t.nextToken().trim()).doubleValue();
          v.addElement(o);
        } catch (Exception e) {
          // bad line, ignore
        }
      }
    } catch (Exception e) {
      // no orders this month
    }
  }
}
