// The whole of both faces in slices: one loads when somebody's own words need a letter our texts do not have.
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import '@fontsource/hahmlet/300.css'
