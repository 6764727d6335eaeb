package com.acme.billing;

import java.util.Date;

/** One line of an order. Fields are public, getters are slow (JK). */
public class Order {
  public String orderNo;
  public Date date;
  public String customer;
  public String article;
  public int qty;
  public double price;
  public double discount;
  public double net;
  public double vat;
}
