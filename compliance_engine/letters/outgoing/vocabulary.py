"""Which elements and attributes of Word a letter may have: the rule for what is in a part, as data.

An element that is not listed here is refused, an attribute that is not is left out. Names are those
of WordprocessingML without their prefix.
"""

from __future__ import annotations

from collections.abc import Mapping

from compliance_engine.letters.outgoing.parts import INSERTED_FILE, Refused, TakenOut

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXTS = _names("p tbl sectPr")
_OF_RUN = _names(
    """rPr t tab br cr ptab noBreakHyphen softHyphen fldChar instrText footnoteReference
    endnoteReference footnoteRef endnoteRef separator continuationSeparator drawing"""
)

CONTENT: Mapping[str, frozenset[str]] = {
    "document": frozenset({"body"}),
    "body": _TEXTS,
    "hdr": _TEXTS,
    "ftr": _TEXTS,
    "footnotes": frozenset({"footnote"}),
    "endnotes": frozenset({"endnote"}),
    "footnote": _TEXTS,
    "endnote": _TEXTS,
    "p": frozenset({"pPr", "r", "fldSimple"}),
    "fldSimple": frozenset({"r"}),
    "r": _OF_RUN,
    "tbl": frozenset({"tblPr", "tblGrid", "tr"}),
    "tblGrid": frozenset({"gridCol"}),
    "tr": frozenset({"tblPrEx", "trPr", "tc"}),
    "tc": frozenset({"tcPr", "p", "tbl"}),
    "styles": frozenset({"docDefaults", "style"}),
    "numbering": frozenset({"abstractNum", "num"}),
}
"""What holds text, and what may stand in it."""

LEAVES = _names(
    """t tab br cr ptab noBreakHyphen softHyphen fldChar instrText footnoteReference
    endnoteReference footnoteRef endnoteRef separator continuationSeparator gridCol"""
)
"""What may hold no element."""

PROPERTIES = _names(
    """rPr rStyle rFonts b bCs i iCs caps smallCaps strike dstrike noProof snapToGrid color
    spacing w kern position sz szCs highlight u bdr shd vertAlign rtl cs em lang pPr
    pStyle keepNext keepLines pageBreakBefore widowControl numPr ilvl numId
    suppressLineNumbers pBdr top left start bottom right end between bar insideH insideV
    tl2br tr2bl tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct
    autoSpaceDE autoSpaceDN bidi adjustRightInd ind contextualSpacing mirrorIndents
    suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl sectPr
    tblPr tblStyle bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing
    tblInd tblBorders tblLayout tblCellMar tblLook tblPrEx trPr gridBefore gridAfter
    wBefore wAfter cantSplit trHeight tblHeader tcPr tcW gridSpan hMerge vMerge tcBorders
    noWrap tcMar vAlign headerReference footerReference footnotePr endnotePr pos numFmt
    numStart numRestart type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols col
    titlePg rtlGutter docGrid docDefaults rPrDefault pPrDefault style name basedOn next
    link uiPriority semiHidden unhideWhenUsed qFormat tblStylePr abstractNum nsid
    multiLevelType tmpl styleLink numStyleLink lvl lvlRestart isLgl suff lvlText lvlJc
    num abstractNumId lvlOverride startOverride"""
)
"""How text looks, and where it stands."""

SETTINGS = _names(
    """evenAndOddHeaders mirrorMargins gutterAtTop defaultTabStop autoHyphenation
    doNotHyphenateCaps consecutiveHyphenLimit hyphenationZone characterSpacingControl
    decimalSymbol listSeparator themeFontLang compat compatSetting
    adjustLineHeightInTable balanceSingleByteDoubleByteWidth doNotExpandShiftReturn
    doNotUseHTMLParagraphAutoSpacing doNotLeaveBackslashAlone ulTrailSpace useFELayout"""
)
"""Settings of a file that change its looks; the others stay behind."""

ATTRIBUTES = _names(
    """val ascii hAnsi cs eastAsia hint color sz space fill frame shadow type w h orient
    code left start right end hanging firstLine before after line lineRule
    beforeAutospacing afterAutospacing leftChars startChars rightChars endChars
    hangingChars firstLineChars beforeLines afterLines bidi pos leader hRule top bottom
    header footer gutter num equalWidth sep linePitch charSpace fmt chapStyle chapSep
    countBy restart distance offsetFrom display zOrder id styleId default customStyle
    ilvl numId abstractNumId fldCharType clear alignment relativeTo firstRow lastRow
    firstColumn lastColumn noHBand noVBand first other name uri instr tplc
    customMarkFollows"""
)
"""All others stay behind: marks of editing sessions, colours of a theme, what is not known."""

STAYS_BEHIND: Mapping[str, TakenOut] = {
    **dict.fromkeys(
        _names(
            """proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak permStart permEnd
            noEndnote latentStyles aliases autoRedefine locked personal personalCompose
            personalReply rsid divId cnfStyle outline shadow emboss imprint effect
            fitText eastAsianLayout oMath tcFitText hideMark tblOverlap tblCaption
            tblDescription formProt numPicBullet lvlPicBulletId legacy numIdMacAtCleanup
            sdtPr sdtEndPr smartTagPr customXmlPr ffData fldData background
            noLineBreaksAfter noLineBreaksBefore"""
        ),
        TakenOut.NOTHING_SEEN,
    ),
    "framePr": TakenOut.FRAMES,
    "tblpPr": TakenOut.FRAMES,
    "printerSettings": TakenOut.NOTHING_SEEN,
    "docVars": TakenOut.VARIABLES,
    "mailMerge": TakenOut.MAIL_MERGE,
    "attachedTemplate": TakenOut.TEMPLATE,
    "documentProtection": TakenOut.PROTECTION,
    "writeProtection": TakenOut.PROTECTION,
}
"""Elements that are left out with all that is in them, none of which is text of the letter."""

UNWRAPPED: Mapping[str, TakenOut] = {
    "hyperlink": TakenOut.LINKS,
    "sdt": TakenOut.CONTROLS,
    "sdtContent": TakenOut.NOTHING_SEEN,
    "smartTag": TakenOut.NOTHING_SEEN,
    "customXml": TakenOut.CUSTOM_DATA,
}
"""Elements that are left out, while what is in them stays as text of the letter."""

_CHANGES = Refused(
    "a tracked change",
    "In Word, choose Review, Accept or Reject All Changes, and save it.",
)
_COMMENT = Refused("a comment", "In Word, choose Review, Delete, Delete All Comments, and save it.")
FIELD = Refused(
    "a field, which shows what is not written in the letter",
    "Select it, press Ctrl+Shift+F9, which makes it plain text, and save it.",
)
SHAPE = Refused(
    "a shape, a text box or a picture that is not in the draft",
    "Delete it, and write into the letter what is to be read.",
)
HIDDEN = Refused(
    "text that a reader would not see",
    "Delete it, or select it and choose Clear All Formatting, and save it.",
)
PLACEHOLDER = Refused("a content control that is not filled", "Fill it in or delete it.")
UNKNOWN = Refused("something that no letter has", "Delete it, or write it as plain text.")

REFUSED: Mapping[str, Refused] = {
    **dict.fromkeys(
        _names(
            """ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart
            moveToRangeEnd rPrChange pPrChange sectPrChange tblPrChange tblPrExChange
            trPrChange tcPrChange tblGridChange numberingChange cellIns cellDel cellMerge
            delText delInstrText customXmlInsRangeStart customXmlInsRangeEnd
            customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart
            customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd"""
        ),
        _CHANGES,
    ),
    **dict.fromkeys(
        _names("commentRangeStart commentRangeEnd commentReference annotationRef"), _COMMENT
    ),
    **dict.fromkeys(
        _names(
            """fldChar fldSimple instrText dayShort monthShort yearShort dayLong monthLong
            yearLong pgNum"""
        ),
        FIELD,
    ),
    **dict.fromkeys(_names("drawing pict object control movie"), SHAPE),
    **dict.fromkeys(_names("altChunk subDoc contentPart"), INSERTED_FILE),
    **dict.fromkeys(_names("vanish webHidden specVanish hidden"), HIDDEN),
    "sym": Refused("a character of a symbol font", "Write it as a letter, or delete it."),
    "bdo": Refused("text whose direction is turned around", "Write it anew without that."),
    "dir": Refused("text whose direction is turned around", "Write it anew without that."),
    "ruby": Refused("a phonetic guide", "Write it as plain text."),
}
"""Elements that are refused, where more can be told of them than that they are not known."""
