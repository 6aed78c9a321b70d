"""Money as people write it: codes of ISO 4217, signs, names and glued forms such as ``USDm``, to codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ISO_4217 = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP
BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND
TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VES VND VUV WST XAD XAF XCD XCG XDR XOF
XPF XSU XUA YER ZAR ZMW ZWG
ANG BYR CUC EEK HRK LTL LVL MRO SKK SLL STD VEF ZMK ZWL
"""
CURRENCIES = frozenset(_ISO_4217.split())
"""The currencies and funds of ISO 4217 (list one of 2025), and at the end those that left it since
2005 and still stand in tables (list three)."""

_SIGNS = {
    "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "CN¥": "CNY", "$": "USD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₦": "NGN", "₽": "RUB", "₺": "TRY", "₫": "VND",
    "฿": "THB", "₱": "PHP", "₪": "ILS", "₴": "UAH", "₸": "KZT", "₲": "PYG", "₡": "CRC", "zł": "PLN",
    "Kč": "CZK", "Ft": "HUF", "JP¥": "JPY", "J$": "JMD", "RD$": "DOP", "TT$": "TTD", "EC$": "XCD",
    "Bds$": "BBD", "BZ$": "BZD", "FJ$": "FJD", "N$": "NAD", "BS$": "BSD", "GY$": "GYD", "L$": "LRD",
    "MOP$": "MOP", "₵": "GHS", "GH₵": "GHS", "₾": "GEL", "֏": "AMD", "₼": "AZN", "₭": "LAK", "₮": "MNT",
    "៛": "KHR", "؋": "AFN", "৳": "BDT", "лв": "BGN", "CFPF": "XPF", "E£": "EGP", "LE": "EGP",
    "KSh": "KES", "TSh": "TZS", "USh": "UGX", "RM": "MYR", "Rp": "IDR", "S/": "PEN", "SFr": "CHF",
    "din.": "RSD",
}  # fmt: skip
SIGN = re.compile(
    "|".join(
        rf"(?<![A-Za-z]){re.escape(one)}" + (r"(?![A-Za-z])" if one[-1].isalpha() else "")
        if re.match(r"[A-Za-z$]", one)
        else re.escape(one)
        for one in sorted(_SIGNS, key=len, reverse=True)
    )
)
"""The sign of a currency, with the letters that belong to it: ``C$`` is no ``$``, ``k€`` is ``€``."""
_NAMES = {
    "dollars": "USD", "dollar": "USD", "US dollars": "USD", "US dollar": "USD", "U.S. dollars": "USD",
    "euro": "EUR", "euros": "EUR", "yen": "JPY", "rand": "ZAR", "zloty": "PLN", "zlotys": "PLN",
    "pounds sterling": "GBP", "pound sterling": "GBP", "sterling": "GBP", "yuan": "CNY", "RMB": "CNY",
    "renminbi": "CNY", "yuan renminbi": "CNY", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR",
    "forint": "HUF", "forints": "HUF", "dong": "VND", "naira": "NGN", "cedi": "GHS", "cedis": "GHS",
    "shekels": "ILS", "new shekels": "ILS", "taka": "BDT", "hryvnia": "UAH", "hryvnias": "UAH",
    "tenge": "KZT", "lari": "GEL", "birr": "ETB", "Swiss francs": "CHF", "Indian rupees": "INR",
    "Pakistani rupees": "PKR", "Pakistan rupees": "PKR", "Sri Lankan rupees": "LKR",
    "Nepalese rupees": "NPR", "Mauritian rupees": "MUR", "Mexican pesos": "MXN",
    "Chilean pesos": "CLP", "Colombian pesos": "COP", "Argentine pesos": "ARS",
    "Philippine pesos": "PHP", "Uruguayan pesos": "UYU", "Swedish kronor": "SEK",
    "Swedish krona": "SEK", "Norwegian kroner": "NOK", "Norwegian krone": "NOK",
    "Danish kroner": "DKK", "Danish krone": "DKK", "Icelandic kronur": "ISK",
    "Icelandic krona": "ISK", "Czech koruna": "CZK", "Czech korunas": "CZK", "Czech crowns": "CZK",
    "Brazilian reais": "BRL", "reais": "BRL", "Brazilian real": "BRL", "Russian roubles": "RUB",
    "Russian rubles": "RUB", "Turkish lira": "TRY", "Turkish liras": "TRY", "Saudi riyals": "SAR",
    "Qatari riyals": "QAR", "UAE dirhams": "AED", "Emirati dirhams": "AED", "Moroccan dirhams": "MAD",
    "Kenyan shillings": "KES", "Kenya shillings": "KES", "Ugandan shillings": "UGX",
    "Tanzanian shillings": "TZS", "Egyptian pounds": "EGP", "Lebanese pounds": "LBP",
    "Canadian dollars": "CAD", "Australian dollars": "AUD", "New Zealand dollars": "NZD",
    "Hong Kong dollars": "HKD", "Singapore dollars": "SGD", "New Taiwan dollars": "TWD",
    "South Korean won": "KRW", "Korean won": "KRW", "Japanese yen": "JPY", "Chinese yuan": "CNY",
    "South African rand": "ZAR", "Romanian lei": "RON", "Bulgarian leva": "BGN",
    "Serbian dinars": "RSD", "Kuwaiti dinars": "KWD", "SDR": "XDR", "SDRs": "XDR",
}  # fmt: skip
NAMES: Mapping[str, str] = {name.casefold(): code for name, code in _NAMES.items()}
"""Currencies by their names, in small letters; only those that name one."""
_BY_ITS_CODE = "write the code of the currency: "
UNCLEAR: Mapping[str, str] = {
    "Rs": f"{_BY_ITS_CODE}INR, PKR, LKR, NPR or MUR", "Rs.": f"{_BY_ITS_CODE}INR, PKR, LKR, NPR or MUR",
    "₨": f"{_BY_ITS_CODE}INR, PKR, LKR, NPR or MUR", "rupees": f"{_BY_ITS_CODE}INR, PKR, LKR, NPR or MUR",
    "R": f"{_BY_ITS_CODE}ZAR", "Rm": "write million ZAR", "Rbn": "write billion ZAR",
    "kr": f"{_BY_ITS_CODE}SEK, NOK, DKK or ISK", "kr.": f"{_BY_ITS_CODE}SEK, NOK, DKK or ISK",
    "kronor": f"{_BY_ITS_CODE}SEK", "kroner": f"{_BY_ITS_CODE}NOK or DKK",
    "crowns": f"{_BY_ITS_CODE}CZK, SEK, NOK, DKK or ISK",
    "Fr": f"{_BY_ITS_CODE}CHF, XOF or XAF", "Fr.": f"{_BY_ITS_CODE}CHF, XOF or XAF",
    "FCFA": f"{_BY_ITS_CODE}XOF or XAF", "CFA": f"{_BY_ITS_CODE}XOF or XAF",
    "francs": f"{_BY_ITS_CODE}CHF, XOF, XAF or another", "pesos": f"{_BY_ITS_CODE}MXN, ARS, CLP, COP or PHP",
    "lei": f"{_BY_ITS_CODE}RON or MDL", "lira": f"{_BY_ITS_CODE}TRY", "roubles": f"{_BY_ITS_CODE}RUB or BYN",
    "rubles": f"{_BY_ITS_CODE}RUB or BYN", "dinars": f"{_BY_ITS_CODE}KWD, JOD, TND, IQD, DZD or RSD",
    "dirhams": f"{_BY_ITS_CODE}AED or MAD", "riyals": f"{_BY_ITS_CODE}SAR or QAR",
    "shillings": f"{_BY_ITS_CODE}KES, TZS, UGX or SOS", "won": f"{_BY_ITS_CODE}KRW",
    "Br": f"{_BY_ITS_CODE}ETB or BYN", "Le": f"{_BY_ITS_CODE}SLE", "﷼": f"{_BY_ITS_CODE}IRR, SAR, QAR, OMR or YER",
    "元": f"{_BY_ITS_CODE}CNY", "円": f"{_BY_ITS_CODE}JPY", "руб": f"{_BY_ITS_CODE}RUB", "руб.": f"{_BY_ITS_CODE}RUB",
    "pounds": "write GBP for money, lb for weight", "pence": "write GBP, with the figures in pounds",
    "ct": "write EUR or USD, with the figures in it", "int$": "write USD, and say 'at purchasing power parity' in the title",
    **dict.fromkeys(
        ("D", "G", "Gs", "Gs.", "MK", "P", "RF", "den"),
        f"{_BY_ITS_CODE}GMD, HTG, PYG, MWK, BWP, RWF or MKD",
    ),
}  # fmt: skip
"""What names several currencies, or none that can be read surely, with what to write."""
_GLUED = re.compile(
    r"(?P<before>[kKTM])?(?P<code>[A-Z]{3})(?P<after>k|K|m|mn|mln|mio|bn|bln|tn|trn)?"
)
_GLUED_SCALES = {
    "k": "thousand", "T": "thousand", "K": "thousand", "M": "million", "m": "million", "mn": "million",
    "mln": "million", "mio": "million", "bn": "billion", "bln": "billion", "tn": "trillion",
    "trn": "trillion",
}  # fmt: skip


def taken_apart(word: str) -> str:
    """A code with the letters for its scale, apart: ``million USD`` of ``USDm``, ``MUSD``; else the word.

    ``TEUR`` is what German tables write for a thousand.
    """
    found = _GLUED.fullmatch(word)
    if found is None or found["code"] not in CURRENCIES:
        return word
    scale = found["before"] or found["after"]
    if scale is None or (found["before"] and found["after"]):
        return word
    return f"{_GLUED_SCALES[scale]} {found['code']}"


def without_sign(words: str) -> tuple[str, str]:
    """The currency of the sign in some words, and the words without it: ``("GBP", "m")`` of ``£m``."""
    sign = SIGN.search(words)
    if sign is None:
        return "", words
    return _SIGNS[sign[0]], f"{words[: sign.start()]} {words[sign.end() :]}"
