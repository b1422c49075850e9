package io.austin.stream.common;

import io.austin.stream.common.PastedText.Understood;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other spellings of a phone number. With a plus before it, any number is known for what it is;
 * without, it may be of each country where such numbers are those of mobile phones.
 */
final class PhoneNumber {
  /** Countries' codes have one digit or two of these, else three (E.164). */
  private static final Pattern INTERNATIONAL =
      Pattern.compile(
          "(?:\\+|00)(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2})"
              + "0?([1-9][0-9]{5,12})");

  /** So many digits of which no country makes a number of its own have a country's code. */
  private static final int LONG = 11;

  private static final Country CHINA = new Country("86", "0", "1[0-9]{10}");

  private static final List<Country> COUNTRIES =
      Arrays.asList(
          CHINA,
          new Country("852", "", "[4-9][0-9]{7}"), // Hong Kong
          new Country("853", "", "6[0-9]{7}"), // Macao
          new Country("886", "0", "9[0-9]{8}"), // Taiwan
          new Country("1", "", "[2-9][0-9]{2}[2-9][0-9]{6}"), // North America
          new Country("65", "", "[89][0-9]{7}"), // Singapore
          new Country("60", "0", "1[0-9]{8,9}"), // Malaysia
          new Country("81", "0", "[789]0[0-9]{8}"), // Japan
          new Country("82", "0", "10[0-9]{8}"), // Korea
          new Country("44", "0", "7[0-9]{9}"), // United Kingdom
          new Country("61", "0", "4[0-9]{8}"), // Australia
          new Country("91", "0", "[6-9][0-9]{9}")); // India

  /** A Chinese number with its area's code, which a hyphen may follow. */
  private static final Pattern CHINESE_LANDLINE =
      Pattern.compile("(?:0|(?:\\+|00)?860?)(10|2[0-9]|[3-9][0-9]{2})([2-9][0-9]{6,7})");

  private final Map<String, Understood> spellings = new LinkedHashMap<>();

  private PhoneNumber() {}

  /** How else a number of digits alone, and perhaps a plus before them, is written. */
  static Map<String, Understood> spellings(String digits) {
    PhoneNumber number = new PhoneNumber();
    number.addLandline(digits);
    Matcher international = INTERNATIONAL.matcher(digits);
    if (international.matches()) {
      number.add(international.group(1), international.group(2));
    } else {
      COUNTRIES.forEach(country -> number.add(country, digits));
      Matcher withoutPlus = INTERNATIONAL.matcher("+" + digits);
      if (number.spellings.isEmpty() && digits.length() >= LONG && withoutPlus.matches()) {
        number.putWithCode(withoutPlus.group(1), withoutPlus.group(2));
      }
    }
    number.spellings.remove(digits);
    return number.spellings;
  }

  private void addLandline(String digits) {
    Matcher landline = CHINESE_LANDLINE.matcher(digits);
    if (landline.matches()) {
      String number = landline.group(1) + landline.group(2);
      put("0" + number, Understood.WITHOUT_COUNTRY_CODE);
      put("0" + landline.group(1) + "-" + landline.group(2), Understood.WITH_AREA_CODE);
      putWithCode(CHINA.code, number);
    }
  }

  private void add(Country country, String digits) {
    Matcher number = country.number.matcher(digits);
    if (number.matches()) {
      add(country.code, number.group(1));
    } else if (country.code.equals("1") && country.number.matcher(digits.substring(1)).matches()) {
      // Eleven digits that begin with 1 are a Chinese number, of which this is no form.
      put("+" + digits, Understood.WITH_COUNTRY_CODE);
    }
  }

  private void add(String code, String national) {
    put(national, Understood.WITHOUT_COUNTRY_CODE);
    COUNTRIES.stream()
        .filter(it -> it.code.equals(code) && it != CHINA && !it.trunk.isEmpty())
        .forEach(it -> put(it.trunk + national, Understood.WITHOUT_COUNTRY_CODE));
    putWithCode(code, national);
  }

  private void putWithCode(String code, String national) {
    for (String prefix : new String[] {"+", "", "00"}) {
      put(prefix + code + national, Understood.WITH_COUNTRY_CODE);
    }
  }

  private void put(String spelling, Understood understood) {
    spellings.putIfAbsent(spelling, understood);
  }

  /** Where numbers are such, and stand behind a trunk's digit within the country. */
  private static final class Country {
    private final String code;
    private final String trunk;
    private final Pattern number;

    private Country(String code, String trunk, String national) {
      this.code = code;
      this.trunk = trunk;
      String before = code.equals("1") ? "" : "(?:" + code + ")?";
      this.number =
          Pattern.compile(before + (trunk.isEmpty() ? "" : trunk + "?") + "(" + national + ")");
    }
  }
}
