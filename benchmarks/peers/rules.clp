; The rules over the facts of all States that hold on the day of the check.
; Days are ordinals; a-year-after is the day a year after the last update.

(deftemplate today (slot day))
(deftemplate duty
    (slot state) (slot kind) (slot key) (slot verdict) (slot due) (slot year) (slot joined)
    (slot submitted) (slot submitted-from))
(deftemplate membership (slot state) (slot bound) (slot applies-article-1) (slot in-force))
(deftemplate measure (slot state) (slot key) (slot status) (slot penal-sanctions))
(deftemplate matter
    (slot state) (slot key) (slot status) (slot article-1-applied) (slot actor-kind)
    (slot a-year-after))
(deftemplate found (slot state) (slot rule) (slot key) (slot year))

(defrule initial-report-outstanding
    (duty (kind "initial report") (verdict "outstanding"|"last known outstanding")
          (state ?state) (key ?key) (due ?due))
    (membership (state ?state) (bound yes) (in-force ?in-force&:(<= ?in-force ?due)))
    =>
    (assert (found (state ?state) (rule "article-7/initial-report-outstanding") (key ?key))))

(defrule initial-report-late
    (duty (kind "initial report") (verdict "met late") (state ?state) (key ?key) (due ?due))
    (membership (state ?state) (bound yes) (in-force ?in-force&:(<= ?in-force ?due)))
    =>
    (assert (found (state ?state) (rule "article-7/initial-report-late") (key ?key))))

(defrule annual-report-late
    (duty (kind "annual report") (verdict "met late") (state ?state) (key ?key) (due ?due))
    (membership (state ?state) (bound yes) (in-force ?in-force&:(<= ?in-force ?due)))
    =>
    (assert (found (state ?state) (rule "article-7/annual-report-late") (key ?key))))

(defrule annual-report-missed
    (duty (kind "annual report") (verdict "outstanding"|"last known outstanding")
          (state ?state) (key ?key) (due ?due) (year ?year))
    (membership (state ?state) (bound yes) (in-force ?in-force&:(<= ?in-force ?due)))
    (exists (duty (kind "annual report") (verdict "met"|"met late"|"met, timeliness unknown")
                  (state ?state) (year ?later&:(> ?later ?year))))
    =>
    (assert (found (state ?state) (rule "article-7/annual-report-missed") (key ?key))))

(defrule annual-report-missed-before-initial
    (duty (kind "annual report") (verdict "outstanding"|"last known outstanding")
          (state ?state) (key ?key) (due ?due) (year ?year) (joined ?joined))
    (membership (state ?state) (bound yes) (in-force ?in-force&:(<= ?in-force ?due)))
    (duty (kind "initial report") (verdict "met late"|"met, timeliness unknown")
          (state ?state) (joined ?joined) (submitted-from ~nil)
          (submitted ?submitted&:(> ?submitted ?due)))
    (not (duty (kind "annual report") (verdict "met"|"met late"|"met, timeliness unknown")
               (state ?state) (year ?later&:(> ?later ?year))))
    =>
    (assert (found (state ?state) (rule "article-7/annual-report-missed-before-initial")
                   (key ?key))))

(defrule annual-report-outstanding
    (duty (kind "annual report") (verdict "outstanding"|"last known outstanding")
          (state ?state) (key ?key) (due ?due) (year ?year) (joined ?joined))
    (membership (state ?state) (bound yes) (in-force ?in-force&:(<= ?in-force ?due)))
    (not (duty (kind "annual report") (verdict "met"|"met late"|"met, timeliness unknown")
               (state ?state) (year ?later&:(> ?later ?year))))
    (not (duty (kind "initial report") (verdict "met late"|"met, timeliness unknown")
               (state ?state) (joined ?joined) (submitted-from ~nil)
               (submitted ?submitted&:(> ?submitted ?due))))
    =>
    (assert (found (state ?state) (rule "article-7/annual-report-outstanding") (key ?key)
                   (year ?year))))

(defrule two-years-silent
    (declare (salience -1))
    (found (rule "article-7/annual-report-outstanding") (state ?state) (key ?key) (year ?year))
    (found (rule "article-7/annual-report-outstanding") (state ?state)
           (year ?before&:(= ?before (- ?year 1))))
    (not (duty (kind "annual report") (state ?state) (year ?after&:(> ?after ?year))
               (verdict ~"not yet due"&~"not owed")))
    =>
    (assert (found (state ?state) (rule "article-7/two-years-silent") (key ?key))))

(defrule no-measures-reported
    (measure (status "none reported") (state ?state) (key ?key))
    (membership (state ?state) (bound yes))
    =>
    (assert (found (state ?state) (rule "article-9/no-measures-reported") (key ?key))))

(defrule legislation-in-progress
    (measure (status "in progress") (state ?state) (key ?key))
    (membership (state ?state) (bound yes))
    =>
    (assert (found (state ?state) (rule "article-9/legislation-in-progress") (key ?key))))

(defrule existing-law-penal-sanctions
    (measure (status "existing law considered sufficient") (penal-sanctions ~"yes")
             (state ?state) (key ?key))
    (membership (state ?state) (bound yes))
    =>
    (assert (found (state ?state) (rule "article-9/existing-law-penal-sanctions") (key ?key))))

(defrule case-open
    (matter (status "open") (article-1-applied "yes") (actor-kind "State"|"not established")
            (state ?state) (key ?key))
    (membership (state ?state) (applies-article-1 yes))
    =>
    (assert (found (state ?state) (rule "article-1/case-open") (key ?key))))

(defrule case-update-due
    (today (day ?today))
    (matter (status "open") (article-1-applied "yes") (actor-kind "State"|"not established")
            (state ?state) (key ?key) (a-year-after ?day&~nil&:(< ?day ?today)))
    (membership (state ?state) (applies-article-1 yes))
    =>
    (assert (found (state ?state) (rule "article-1/case-update-due") (key ?key))))
